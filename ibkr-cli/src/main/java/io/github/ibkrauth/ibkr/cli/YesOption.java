package io.github.ibkrauth.ibkr.cli;

import picocli.CommandLine.Option;

/** Whether to do something without asking. */
final class YesOption {

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  boolean isGiven() {
    return yes;
  }

  /**
   * Asks, unless told not to.
   *
   * @param deed what would be done, as a question
   * @throws CommandFailure when the answer is no, or there is nobody to ask
   */
  void confirm(Question question, String deed) {
    if (yes) {
      return;
    }
    checkThatSomebodyCan(question);
    if (!question.confirms(deed)) {
      throw declined();
    }
  }

  /**
   * Checks it before anything is sent.
   *
   * @throws CommandFailure when it would have to be asked and there is nobody
   */
  void checkThatSomebodyCan(Question question) {
    if (!yes && !question.canAsk()) {
      throw CommandFailure.usage(
          "This asks before it does anything, and there is no terminal to ask on: add --yes.");
    }
  }

  static CommandFailure declined() {
    return new CommandFailure(
        Failure.of(ExitCode.FAILED, "DECLINED", "Nothing was done, because the answer was no."));
  }
}
