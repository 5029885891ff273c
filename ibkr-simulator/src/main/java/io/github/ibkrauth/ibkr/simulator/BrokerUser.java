package io.github.ibkrauth.ibkr.simulator;

import java.util.List;
import java.util.Optional;

/** A user name at the broker, with the accounts it reaches. */
record BrokerUser(String name, int id, List<AccountBook> accounts) {
  Optional<AccountBook> account(String accountId) {
    return accounts.stream().filter(book -> book.id().equals(accountId)).findFirst();
  }
}
