package io.github.ibkrauth.ibkr.simulator;

import java.util.List;

/**
 * Somebody who has accounts at the simulated broker and can log in at its authorize pages.
 * Immutable and thread-safe; its {@code toString} shows no password.
 */
public final class SimulatedUser {
  private final String name;
  private final String password;
  private final List<String> accountIds;

  SimulatedUser(String name, String password, List<String> accountIds) {
    this.name = name;
    this.password = password;
    this.accountIds = List.copyOf(accountIds);
  }

  /** The user name. */
  public String name() {
    return name;
  }

  /** The password, fresh at every start of the simulator. */
  public String password() {
    return password;
  }

  /** The ids of the accounts, in the order they are listed. */
  public List<String> accountIds() {
    return accountIds;
  }

  @Override
  public String toString() {
    return "SimulatedUser[" + name + "]";
  }
}
