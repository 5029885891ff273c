package io.github.ibkrauth.ibkr.simulator;

import java.util.Optional;

/** One way a call below {@code /v1/api} can prove which login it belongs to. */
@FunctionalInterface
interface SessionCredential {
  /**
   * Returns the login.
   *
   * @return empty when the call does not carry this kind of credential
   * @throws Refusal when it carries one that does not hold
   */
  Optional<OuterSession> session(Call call);
}
