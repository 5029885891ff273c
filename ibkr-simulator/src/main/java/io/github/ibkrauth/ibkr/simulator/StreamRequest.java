package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks a stream for: {@code TOPIC+TARGET+{…}}.
 *
 * @param kind the topic without its first letter, such as {@code md}
 * @param opens whether it is subscribed; otherwise unsubscribed
 * @param target what it is about; empty when there is none
 * @param wishes the rest
 */
record StreamRequest(String kind, boolean opens, String target, JsonNode wishes) {

  static StreamRequest of(String message) {
    String verb = message.length() >= 3 ? message.substring(0, 3) : message;
    String rest = message.length() > 4 ? message.substring(4) : "";
    int brace = rest.indexOf('{');
    String target = brace < 0 ? rest : rest.substring(0, brace);
    JsonNode wishes =
        brace < 0
            ? MissingNode.getInstance()
            : Json.object(rest.substring(brace).getBytes(StandardCharsets.UTF_8))
                .orElse(MissingNode.getInstance());
    return new StreamRequest(
        verb.isEmpty() ? "" : verb.substring(1),
        verb.startsWith("s"),
        target.endsWith("+") ? target.substring(0, target.length() - 1) : target,
        wishes);
  }

  /** The topic as its messages name it. */
  String key() {
    return "s" + kind + (target.isEmpty() ? "" : "+" + target);
  }

  /** The contract that is meant, 0 when none is. */
  int conid() {
    String[] parts = target.split("[+@]");
    String number = kind.equals("bd") && parts.length > 1 ? parts[1] : parts[0];
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
  }

  /** The account that is meant. */
  String account() {
    return target.split("\\+")[0];
  }

  List<String> fields() {
    List<String> fields = new ArrayList<>();
    wishes.path("fields").forEach(field -> fields.add(field.asText()));
    return fields;
  }

  /** Whether this ends a topic: bars by the id they were given, ladders by their account. */
  boolean closes(String key, StreamedTopic topic) {
    if (topic instanceof StreamedBars bars) {
      return kind.equals("mh") && bars.serverId().equals(target);
    }
    return kind.equals("bd") ? key.startsWith("sbd+" + target + "+") : key.equals(key());
  }

  /** What the broker says to the end of some topics. */
  Optional<String> farewell() {
    return switch (kind) {
      case "sd" -> Optional.of("unsubscribed from summary");
      case "ld" -> Optional.of("unsubscribed from ledger");
      default -> Optional.empty();
    };
  }
}
