package io.github.ibkrauth.ibkr.simulator;

/** Ends the handling of a request with an answer that refuses it. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  Refusal(Answer answer) {
    super(answer.reason(), null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
