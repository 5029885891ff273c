package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.gateway.login.LoginResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What came of a login, for programs and for people. */
final class LoginView {

  private final LoginResult result;
  private final String address;

  LoginView(LoginResult result, String address) {
    this.result = result;
    this.address = address;
  }

  Answer answer() {
    ObjectNode node = Json.object();
    node.put("gateway", address);
    node.put("outcome", result.outcome().name());
    node.put("ready", result.ready());
    node.put("sentence", result.sentence());
    result.page().map(Path::toString).ifPresent(file -> node.put("page", file));
    result.picture().map(Path::toString).ifPresent(file -> node.put("picture", file));
    if (result.ready()) {
      return Answer.of(node, List.of(result.sentence()));
    }
    Failure failure = failure();
    node.set("error", Printer.node(failure));
    List<String> lines = new ArrayList<>();
    result.page().ifPresent(file -> lines.add("The page as it was: " + file));
    result.picture().ifPresent(file -> lines.add("A picture of it:    " + file));
    return Answer.of(node, lines).failed(failure);
  }

  private Failure failure() {
    return Failure.of(
        GatewayVerifyCommand.NOT_VERIFIED, result.outcome().name(), result.sentence());
  }
}
