package io.github.ibkrauth.auth.gateway;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The three flags of a brokerage session; what is missing is false.
 *
 * @param authenticated whether the brokerage session is open
 * @param connected whether the gateway is connected to the broker
 * @param competing whether another login holds the brokerage session
 */
record Flags(boolean authenticated, boolean connected, boolean competing) {

  static final Flags NONE = new Flags(false, false, false);

  /** Reads the flags as NoETL's playbook does, by Python's notion of truth. */
  static Flags strict(JsonNode status) {
    if (!status.isObject()) {
      return NONE;
    }
    return new Flags(
        Json.truthy(status.path("authenticated")),
        Json.truthy(status.path("connected")),
        Json.truthy(status.path("competing")));
  }

  /**
   * Reads the flags for what they mean. A session that is said not to be established does not serve
   * orders yet and counts as not authenticated.
   */
  static Flags lenient(JsonNode status) {
    boolean established = !status.has("established") || Json.says(status.path("established"));
    return new Flags(
        Json.says(status.path("authenticated")) && established,
        Json.says(status.path("connected")),
        Json.says(status.path("competing")));
  }

  /** Returns whether the brokerage session can be used. */
  boolean ready() {
    return authenticated && connected && !competing;
  }
}
