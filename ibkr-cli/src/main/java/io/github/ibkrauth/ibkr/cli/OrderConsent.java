package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.QuestionPolicy;
import io.github.ibkrauth.ibkr.model.OrderQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What has to be allowed before an order is touched. */
final class OrderConsent {

  @Mixin private final YesOption yes = new YesOption();

  @Option(
      names = "--live",
      description = "Allow it in a live account, where real money is at risk.")
  private boolean live;

  /**
   * Checks that there is somebody to ask, if somebody has to be asked.
   *
   * @throws CommandFailure otherwise
   */
  void check(Question question) {
    yes.checkThatSomebodyCan(question);
  }

  /** Returns whether nobody is to be asked. */
  boolean isSilent() {
    return yes.isGiven();
  }

  /**
   * Checks that the account may be touched.
   *
   * @throws CommandFailure when it is not known to be a paper account, and live ones are not
   *     allowed
   */
  void checkAccount(TradingAccounts accounts, String account) {
    if (!live && !accounts.isPaper(account)) {
      throw new CommandFailure(
          Failure.of(
                  ExitCode.USAGE,
                  "LIVE_ACCOUNT",
                  account
                      + " is a live account, or not known to be a paper account, so nothing was"
                      + " sent.")
              .withRemedy("Add --live if real money may be at risk."));
    }
  }

  /**
   * Asks whether to go on, unless told not to.
   *
   * @throws CommandFailure when the answer is no
   */
  void confirm(Question question, String deed) {
    yes.confirm(question, deed);
  }

  /**
   * Returns who answers the broker's questions: the list of allowed ones, then the person.
   *
   * @param accepted ids of messages that are confirmed without asking
   */
  QuestionPolicy policy(Question question, List<String> accepted) {
    QuestionPolicy listed =
        accepted.isEmpty()
            ? QuestionPolicy.rejectAll()
            : Checked.input(() -> QuestionPolicy.allow(accepted.toArray(String[]::new)));
    return yes.isGiven() ? listed : asked -> listed.confirms(asked) || ask(question, asked);
  }

  private static boolean ask(Question question, OrderQuestion asked) {
    question.show("The broker asks " + ids(asked) + ":");
    words(asked).forEach(line -> question.show("  " + line));
    return question.confirms("Say yes to it?");
  }

  /** Returns the ids of a question's messages. */
  static String ids(OrderQuestion asked) {
    return asked.messageIds().isEmpty()
        ? "(without an id)"
        : String.join(", ", Set.copyOf(asked.messageIds()).stream().sorted().toList());
  }

  /** Returns what the broker asks as lines, without markup. */
  static List<String> words(OrderQuestion asked) {
    List<String> lines = new ArrayList<>();
    for (String message : asked.messages()) {
      message
          .replaceAll("(?i)<br\\s*/?>|</(p|li|h\\d)>", "\n")
          .replaceAll("<[^>]*>", "")
          .lines()
          .map(line -> line.replaceAll("\\p{Cntrl}+", " ").strip())
          .filter(line -> !line.isEmpty())
          .forEach(lines::add);
    }
    return lines;
  }
}
