package io.github.ibkrauth.ibkr.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A user name at the broker, with the accounts it reaches. */
record BrokerUser(String name, int id, List<AccountBook> accounts) {
  /** Whether it trades with paper money: account ids of such users start with DU. */
  boolean isPaper() {
    return accounts.stream().allMatch(book -> book.id().startsWith("DU"));
  }

  Optional<AccountBook> account(String accountId) {
    return accounts.stream().filter(book -> book.id().equals(accountId)).findFirst();
  }

  List<String> accountIds() {
    return accounts.stream().map(AccountBook::id).toList();
  }

  /** The same user as somebody sees him with whom he shares some of his accounts. */
  BrokerUser sharing(Collection<String> accountIds) {
    return new BrokerUser(
        name, id, accounts.stream().filter(book -> accountIds.contains(book.id())).toList());
  }
}
