package io.github.ibkrauth.ibkr.simulator;

/** An application's request that a user lets it in, as the pages see it. */
interface AccessRequest {
  /** The application, as it is named to the user. */
  String application();

  /** Whether it can still be answered. */
  boolean isOpen();

  /**
   * Answers it with yes.
   *
   * @param user with the accounts he shares
   * @throws Refusal when it cannot be answered any more
   */
  Answer allow(BrokerUser user);

  /** Answers it with no. */
  Answer deny();
}
