package io.github.ibkrauth.ibkr.simulator;

/** How the broker refuses orders: most of the time with status 200. */
final class OrderRefusals {
  private OrderRefusals() {}

  static Refusal refused(String text) {
    return new Refusal(Answer.error(200, text));
  }

  static Refusal malformed(String what) {
    return new Refusal(Answer.errorWithStatus(400, "Bad Request: " + what));
  }

  static Refusal duplicate(String clientOrderId) {
    return refused(
        "Order couldn't be submitted: Local order ID=" + clientOrderId + " is already registered.");
  }

  static Refusal noSuchOrder(long orderId) {
    return refused("OrderID " + orderId + " doesn't exist");
  }

  static Refusal unavailable(String why) {
    return new Refusal(Answer.errorWithStatus(503, "Service Unavailable").because(why));
  }
}
