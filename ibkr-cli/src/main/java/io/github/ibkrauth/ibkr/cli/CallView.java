package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ibkrauth.ibkr.endpoint.RawAnswer;
import java.util.List;
import java.util.Optional;

/** Shows an answer as it came. */
final class CallView {

  private CallView() {}

  static Answer answer(RawAnswer raw) {
    String body = raw.body();
    Optional<JsonNode> parsed = Json.parse(body);
    ObjectNode node = Json.object();
    node.put("status", raw.status());
    node.put("contentType", raw.contentType());
    node.set("body", parsed.orElseGet(() -> TextNode.valueOf(body)));
    Answer answer = Answer.of(node, body.isEmpty() ? List.of() : List.of(body.stripTrailing()));
    return failure(raw, parsed.isPresent())
        .map(
            failure -> {
              node.set("error", Printer.node(failure));
              return answer.failed(failure);
            })
        .orElse(answer);
  }

  private static Optional<Failure> failure(RawAnswer raw, boolean isJson) {
    Optional<Failure> told = raw.problem().map(FailureReader::read);
    if (told.isEmpty() && !isJson && !raw.body().isEmpty()) {
      return Optional.of(
          Failure.of(
              ExitCode.SERVER_TROUBLE,
              "PROTOCOL",
              "The answer has status "
                  + raw.status()
                  + " and is not JSON: something else than the API answered, or it is under"
                  + " maintenance."));
    }
    return told;
  }
}
