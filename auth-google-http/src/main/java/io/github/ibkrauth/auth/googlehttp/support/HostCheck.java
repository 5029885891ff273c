package io.github.ibkrauth.auth.googlehttp.support;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether this computer's name server knows the hosts of some addresses, for a check of the
 * installation. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class HostCheck {

  /** What came out. */
  public enum Outcome {
    /** All hosts are known. */
    FOUND,
    /** A host is unknown here, but a proxy or the application's transport may know it. */
    PERHAPS_ELSEWHERE,
    /** A host is unknown. */
    UNKNOWN
  }

  private final Outcome outcome;
  private final String detail;

  private HostCheck(Outcome outcome, String detail) {
    this.outcome = outcome;
    this.detail = detail;
  }

  /**
   * Looks them up, up to the first unknown one. Blocks.
   *
   * @param addresses absolute, with scheme and host
   * @param runtime may lend an {@link HttpTransport}, which need not use this computer's names
   */
  public static HostCheck of(List<URI> addresses, AuthRuntime runtime) {
    boolean lent = runtime.service(HttpTransport.class).isPresent();
    Map<String, URI> hosts = new LinkedHashMap<>();
    addresses.forEach(uri -> hosts.putIfAbsent(Objects.requireNonNull(uri.getHost(), "host"), uri));
    for (Map.Entry<String, URI> host : hosts.entrySet()) {
      if (!resolves(host.getKey())) {
        return new HostCheck(
            lent || behindProxy(host.getValue()) ? Outcome.PERHAPS_ELSEWHERE : Outcome.UNKNOWN,
            "the name " + host.getKey() + " is not known to this computer's name server");
      }
    }
    return new HostCheck(Outcome.FOUND, String.join(", ", hosts.keySet()) + " found");
  }

  /** Returns what came out. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns which hosts were found, or which one was not. */
  public String detail() {
    return detail;
  }

  /**
   * Returns what to do, or the empty text when all is well.
   *
   * @param settings the settings that hold the addresses, as the sentence calls them
   */
  public String remedy(String settings) {
    return switch (outcome) {
      case FOUND -> "";
      case PERHAPS_ELSEWHERE ->
          "Nothing, if the proxy or the application's own transport knows it.";
      case UNKNOWN -> "Correct " + settings + ", or check the network.";
    };
  }

  private static boolean resolves(String host) {
    try {
      return InetAddress.getAllByName(host).length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean behindProxy(URI uri) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector != null
        && selector.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
  }
}
