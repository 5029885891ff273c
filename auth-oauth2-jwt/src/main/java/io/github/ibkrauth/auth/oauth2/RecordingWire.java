package io.github.ibkrauth.auth.oauth2;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the last answer for who wants to look at it beside the result. Thread-safe. */
final class RecordingWire implements Wire {

  private final Wire wire;
  private volatile @Nullable LoginReply last;

  RecordingWire(Wire wire) {
    this.wire = wire;
  }

  Optional<LoginReply> last() {
    return Optional.ofNullable(last);
  }

  @Override
  public LoginReply postForm(Step step, URI uri, Map<String, String> form) {
    return keep(wire.postForm(step, uri, form));
  }

  @Override
  public LoginReply postForm(
      Step step, URI uri, Map<String, String> headers, Map<String, String> form) {
    return keep(wire.postForm(step, uri, headers, form));
  }

  @Override
  public LoginReply getJson(Step step, URI uri) {
    return wire.getJson(step, uri);
  }

  @Override
  public LoginReply postJwt(Step step, URI uri, String bearer, String jwt) {
    return keep(wire.postJwt(step, uri, bearer, jwt));
  }

  @Override
  public void close() {
    wire.close();
  }

  private LoginReply keep(LoginReply reply) {
    last = reply;
    return reply;
  }
}
