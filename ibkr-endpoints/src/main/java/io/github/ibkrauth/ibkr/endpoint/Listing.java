package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The descriptions of one catalogue, in the order in which they are written down. Filled while its
 * class is loaded, and only read afterwards.
 */
final class Listing {

  private final Group group;
  private final List<Endpoint> all = new ArrayList<>();

  Listing(Group group) {
    this.group = group;
  }

  /** Keeps a description and returns it. */
  Endpoint add(Endpoint.Builder builder) {
    Endpoint endpoint = builder.build();
    all.add(endpoint);
    return endpoint;
  }

  List<Endpoint> all() {
    return Collections.unmodifiableList(all);
  }

  /** Starts a GET without needs. */
  Endpoint.Builder get(String path) {
    return Endpoint.of("GET", path, group);
  }

  /** Starts a call that changes something, with a JSON body. */
  Endpoint.Builder write(String method, String path) {
    return Endpoint.of(method, path, group).takes(BodyKind.JSON);
  }

  /** Starts a POST that only asks, with a JSON body. */
  Endpoint.Builder ask(String path) {
    return write("POST", path).safeToResend();
  }

  /** Starts a GET below {@code /iserver}: the brokerage session and its accounts come first. */
  Endpoint.Builder brokerGet(String path) {
    return get(path).needs(Need.BROKERAGE_ACCOUNTS);
  }

  /** Starts a call below {@code /iserver} that changes something. */
  Endpoint.Builder brokerWrite(String method, String path) {
    return write(method, path).needs(Need.BROKERAGE_ACCOUNTS);
  }

  /** Starts a POST below {@code /iserver} that only asks. */
  Endpoint.Builder brokerAsk(String path) {
    return ask(path).needs(Need.BROKERAGE_ACCOUNTS);
  }
}
