package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.endpoint.Resolution;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Shows what was found out about an order. */
final class ResolutionView {

  private ResolutionView() {}

  static Answer answer(String clientOrderId, String account, Resolution found) {
    ObjectNode document = Json.object();
    document.put("clientOrderId", clientOrderId);
    document.put("account", account);
    if (found instanceof Resolution.Placed placed) {
      document.put("outcome", "PLACED");
      ArrayNode orders = document.putArray("orders");
      placed.orders().forEach(order -> orders.add(OrdersView.json(order)));
      document.set("trades", TradesView.json(placed.trades()));
      return Answer.of(
          document,
          width -> {
            List<String> lines = new ArrayList<>();
            lines.add("It was placed.");
            if (!placed.orders().isEmpty()) {
              lines.addAll(OrdersView.table(placed.orders()).lines(width));
            }
            if (!placed.trades().isEmpty()) {
              lines.addAll(TradesView.table(placed.trades(), ZoneOffset.UTC).lines(width));
            }
            return lines;
          });
    }
    Failure failure = failure(clientOrderId, account, found);
    document.put("outcome", failure.code());
    document.set("error", Printer.node(failure));
    return Answer.of(document, List.of()).failed(failure);
  }

  private static Failure failure(String clientOrderId, String account, Resolution found) {
    if (found instanceof Resolution.NotPlaced not) {
      return Failure.of(ExitCode.FAILED, "NOT_PLACED", "It was not placed: " + sentence(not.why()))
          .withRemedy(
              "Whoever sends it again had better give it the same id: --id " + clientOrderId + ".");
    }
    Resolution.StillUnknown unknown = (Resolution.StillUnknown) found;
    return Failure.of(
            ExitCode.OUTCOME_UNKNOWN,
            "STILL_UNKNOWN",
            "It is still not known: " + sentence(unknown.why()))
        .withRemedy(
            "Do not send it again. Look again from "
                + unknown.lookAgainAt()
                + ", or look into the account "
                + account
                + " elsewhere.");
  }

  private static String sentence(String words) {
    return words.endsWith(".") ? words : words + ".";
  }
}
