package io.github.ibkrauth.ibkr.simulator;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The address the broker sees callers at: their real one, unless a test says otherwise. */
final class ObservedAddress {
  private final AtomicReference<@Nullable String> override = new AtomicReference<>();

  void see(String ip) {
    override.set(
        IpAddresses.canonical(ip)
            .orElseThrow(() -> new IllegalArgumentException("not an IPv4 or IPv6 address: " + ip)));
  }

  /** The address that stands in for the real one; empty when none does. */
  Optional<String> overridden() {
    return Optional.ofNullable(override.get());
  }

  String of(String realAddress) {
    String seen = override.get();
    return seen == null ? realAddress : seen;
  }
}
