package io.github.ibkrauth.ibkr.ws;

import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Answers prompts as the caller decided, each once. Used by one thread at a time. */
final class Prompts implements StreamListener<Notification> {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.ws");
  private static final int REMEMBERED = 1_000;

  private final StreamLogin login;
  private final PromptPolicy policy;
  private final Set<String> met = new LinkedHashSet<>();

  Prompts(StreamLogin login, PromptPolicy policy) {
    this.login = login;
    this.policy = policy;
  }

  @Override
  public void on(Notification notice) {
    if (!notice.isPrompt()
        || !met.add(notice.orderId().orElse(0) + "/" + notice.requestId().orElse(""))) {
      return;
    }
    if (met.size() > REMEMBERED) {
      met.remove(met.iterator().next());
    }
    String order = Long.toString(notice.orderId().orElseThrow());
    Optional<String> choice;
    try {
      choice = policy.answer(notice);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "The prompt about order {0} was left unanswered: the policy threw {1}",
          order,
          e.getClass().getName());
      return;
    }
    if (choice.isEmpty()) {
      return;
    }
    if (!notice.options().contains(choice.get())) {
      LOG.log(
          Level.WARNING,
          "The prompt about order {0} was left unanswered: the policy chose none of its options",
          order);
      return;
    }
    try {
      login.answerPrompt(
          notice.orderId().orElseThrow(), notice.requestId().orElseThrow(), choice.get());
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "It is not certain that the prompt about order {0} was answered, and it is not answered"
              + " again: look the order up. {1}",
          order,
          e.getMessage());
    }
  }
}
