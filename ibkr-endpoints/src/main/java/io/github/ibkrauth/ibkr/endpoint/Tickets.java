package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * A plan as it goes out. Every order carries a client order id, but for the exits of a bracket,
 * which the broker wants tied to that of the entry and without their own.
 *
 * @param body for the wire
 * @param clientOrderIds that the orders carry
 */
record Tickets(JsonObject body, List<String> clientOrderIds) {

  /**
   * Makes the tickets.
   *
   * @param ids gives an id to an order that has none
   */
  static Tickets of(OrderPlan plan, String accountId, Supplier<String> ids) {
    List<JsonObject> tickets = new ArrayList<>();
    List<String> given = new ArrayList<>();
    boolean bracket = plan instanceof Bracket;
    for (OrderRequest order : plan.orders()) {
      JsonObject.Builder ticket = order.ticketFor(accountId);
      if (bracket && !given.isEmpty()) {
        ticket.put("parentId", given.get(0));
      } else {
        String id = order.clientOrderId().orElseGet(ids);
        given.add(id);
        ticket.put("cOID", id);
      }
      if (plan instanceof OneCancelsAll) {
        ticket.put("isSingleGroup", true);
      }
      tickets.add(ticket.build());
    }
    if (new HashSet<>(given).size() < given.size()) {
      throw new IllegalArgumentException(
          "clientOrderId must be another one for each order of a group.");
    }
    return new Tickets(
        JsonObject.builder().put("orders", JsonArray.of(tickets)).build(), List.copyOf(given));
  }

  /** Makes the tickets of a preview, which must not use up a client order id. */
  static Tickets forPreview(OrderPlan plan, String accountId, Supplier<String> ids) {
    List<JsonObject> tickets = new ArrayList<>();
    String throwaway = ids.get();
    boolean bracket = plan instanceof Bracket;
    for (OrderRequest order : plan.orders()) {
      JsonObject.Builder ticket = order.ticketFor(accountId).remove("cOID");
      if (bracket) {
        ticket.put(tickets.isEmpty() ? "cOID" : "parentId", throwaway);
      }
      if (plan instanceof OneCancelsAll) {
        ticket.put("isSingleGroup", true);
      }
      tickets.add(ticket.build());
    }
    return new Tickets(
        JsonObject.builder().put("orders", JsonArray.of(tickets)).build(), List.of());
  }
}
