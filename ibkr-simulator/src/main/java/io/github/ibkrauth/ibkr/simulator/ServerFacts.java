package io.github.ibkrauth.ibkr.simulator;

/** What the broker says about its own machines. */
final class ServerFacts {
  static final String MAC = "02:5A:1D:0E:37:01";

  private ServerFacts() {}

  static JsonObject serverInfo() {
    return new JsonObject()
        .put("serverName", "Simulator1")
        .put("serverVersion", "Build 10.45.0, Jan 5, 2026 9:00:00 AM");
  }
}
