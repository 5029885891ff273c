package io.github.ibkrauth.auth.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What an answer amounts to for who wants to know the state of the session: a state that can be
 * read, or the condition that explains why there is none.
 *
 * @param condition what was found
 * @param state the JSON object with the state; missing unless the condition is {@code ANSWERED}
 * @param sentence why there is no state, or the empty text
 */
record Reading(GatewayCondition condition, JsonNode state, String sentence) {

  /**
   * Reads an answer.
   *
   * @param reply the answer
   * @param hasState whether an object speaks of the session at all
   */
  static Reading of(GatewayReply reply, Predicate<JsonNode> hasState) {
    if (reply.condition() != GatewayCondition.ANSWERED) {
      return none(reply.condition(), reply);
    }
    if (reply.status() != 200) {
      return none(ofStatus(reply), reply);
    }
    JsonNode json = Json.readObject(reply.body()).orElseGet(MissingNode::getInstance);
    if (hasState.test(json)) {
      return new Reading(GatewayCondition.ANSWERED, json, "");
    }
    if (json.hasNonNull("error")) {
      return none(ofError(json.path("error").asText()), reply);
    }
    return none(GatewayCondition.NOT_A_GATEWAY, reply);
  }

  private static GatewayCondition ofStatus(GatewayReply reply) {
    int status = reply.status();
    if (status == 401) {
      return GatewayCondition.LOGIN_REQUIRED;
    }
    if (status == 404 && lower(reply.body()).contains("access denied")) {
      return GatewayCondition.ACCESS_DENIED;
    }
    return status == 403 || status == 410 || status == 429 || status >= 500
        ? GatewayCondition.UNAVAILABLE
        : GatewayCondition.NOT_A_GATEWAY;
  }

  private static GatewayCondition ofError(String error) {
    return lower(error).contains("no session")
        ? GatewayCondition.LOGIN_REQUIRED
        : GatewayCondition.UNAVAILABLE;
  }

  private static Reading none(GatewayCondition condition, GatewayReply reply) {
    String sentence = reply.sentence().isEmpty() ? say(condition, reply) : reply.sentence();
    return new Reading(condition, MissingNode.getInstance(), sentence);
  }

  private static String say(GatewayCondition condition, GatewayReply reply) {
    return switch (condition) {
      case ANSWERED -> "";
      case LOGIN_REQUIRED ->
          "Nobody is logged in at the gateway: log in with a browser on the gateway's computer.";
      case GATEWAY_DOWN ->
          "Nothing takes connections at the gateway's address: start the gateway, or correct the"
              + " address.";
      case UPSTREAM_DOWN ->
          "The gateway took the request and stayed silent: it does not reach the broker; check its"
              + " network and log, and wait.";
      case ACCESS_DENIED ->
          "The gateway keeps this computer out: add its address to ips.allow in the gateway's"
              + " conf.yaml and restart it.";
      case UNAVAILABLE ->
          reply.status() == 200
              ? "The broker could not process the request for the session's state: wait."
              : "The broker behind the gateway answered "
                  + reply.status()
                  + " instead of the session's state: wait; logging in again would not help.";
      case CERTIFICATE_REFUSED -> "The server's certificate is not the one that is trusted.";
      case NOT_A_GATEWAY ->
          "What answered (status "
              + reply.status()
              + ") does not speak of a session as a gateway does: check the address.";
      case INTERRUPTED -> "The thread was interrupted.";
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
