package io.github.ibkrauth.ibkr.weeks;

import io.github.ibkrauth.ibkr.simulator.Faults;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What can go wrong with an order, and where. */
final class OrderTrial {

  /** What is done. */
  enum Deed {
    PLACE(false),
    REPLY(true),
    MODIFY(false),
    MODIFY_REPLY(true),
    CANCEL(false);

    final boolean asked;

    Deed(boolean asked) {
      this.asked = asked;
    }

    boolean places() {
      return this == PLACE || this == REPLY;
    }
  }

  /**
   * One fault.
   *
   * @param atBroker what the broker does, or null when it happens on this side of the wire
   * @param sent how much of the body gets through in percent, below zero for no connection
   */
  record Fault(String name, @Nullable Consumer<Faults.Rule> atBroker, int sent) {

    boolean stopsEverything() {
      return name.contains("429");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final Fault NO_FAULT = there("none", rule -> rule.delay(Duration.ZERO));

  static final List<Fault> FAULTS =
      List.of(
          here("no connection", -1),
          here("cut while sending, at once", 0),
          here("cut while sending, half", 50),
          here("cut while sending, but for a byte", 99),
          NO_FAULT,
          there("cut before the body is read", Faults.Rule::cutBeforeReading),
          there("cut before processing", Faults.Rule::cutConnection),
          there("cut after processing", rule -> rule.afterProcessing().cutConnection()),
          there("cut in the head of the answer", Faults.Rule::cutInHead),
          there("cut after the head", rule -> rule.cutInBody(0)),
          there("cut in the answer", Faults.Rule::halfBody),
          there("cut before the last byte", rule -> rule.cutInBody(Integer.MAX_VALUE)),
          there("silence before processing", Faults.Rule::hang),
          there("silence after processing", rule -> rule.afterProcessing().hang()),
          there("500 before", rule -> rule.status(500)),
          there("500 after", rule -> rule.afterProcessing().status(500)),
          there("503 before", rule -> rule.html(503)),
          there("503 after", rule -> rule.afterProcessing().html(503)),
          there("408 after", rule -> rule.afterProcessing().status(408)),
          there("401 before", rule -> rule.status(401)),
          there("401 after", rule -> rule.afterProcessing().status(401)),
          there("429 before", Faults.Rule::tooManyRequests),
          there("429 after", rule -> rule.afterProcessing().tooManyRequests()),
          there("302 after", rule -> rule.afterProcessing().status(302)),
          there("web page after", rule -> rule.afterProcessing().html(200)),
          there(
              "nothing in it after",
              rule -> rule.afterProcessing().body(200, "application/json", "[]")));

  private OrderTrial() {}

  private static Fault here(String name, int sent) {
    return new Fault(name, null, sent);
  }

  private static Fault there(String name, Consumer<Faults.Rule> fault) {
    return new Fault(name, fault, 0);
  }
}
