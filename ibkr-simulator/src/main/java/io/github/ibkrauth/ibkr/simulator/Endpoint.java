package io.github.ibkrauth.ibkr.simulator;

/** Answers the calls of one route. */
@FunctionalInterface
interface Endpoint {
  /** Returns the answer, or throws {@link Refusal}. */
  Answer answer(Call call);
}
