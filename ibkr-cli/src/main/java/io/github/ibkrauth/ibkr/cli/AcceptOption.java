package io.github.ibkrauth.ibkr.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which questions of the broker about an order are answered with yes beforehand. */
final class AcceptOption {

  @Option(
      names = "--accept",
      paramLabel = "ID",
      split = ",",
      description = "Say yes to these questions of the broker, such as o163,o354.")
  private List<String> ids = new ArrayList<>();

  /** Returns the ids of their messages. */
  List<String> ids() {
    return List.copyOf(ids);
  }
}
