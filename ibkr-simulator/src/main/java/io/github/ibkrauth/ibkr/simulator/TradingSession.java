package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a brokerage session remembers of its trading, and loses when it ends: suppressed questions,
 * subscriptions, what was searched for, the account that is selected. Thread-safe.
 */
final class TradingSession {
  /** The most questions that can be suppressed at once. */
  static final int MOST_SUPPRESSED = 51;

  final Instant openedAt;
  private final Set<String> suppressed = ConcurrentHashMap.newKeySet();
  private final Set<Integer> subscribed = ConcurrentHashMap.newKeySet();
  private final Set<Integer> searched = ConcurrentHashMap.newKeySet();
  private volatile boolean archiveOpened;
  private volatile boolean ordersListed;
  private volatile List<String> orderFilters = List.of();
  private volatile @Nullable String selectedAccount;

  TradingSession(Instant openedAt) {
    this.openedAt = openedAt;
  }

  Set<String> suppressed() {
    return Set.copyOf(suppressed);
  }

  /** Returns false, and changes nothing, when they would become too many. */
  boolean suppress(List<String> messageIds) {
    Set<String> together = new LinkedHashSet<>(suppressed);
    together.addAll(messageIds);
    if (together.size() > MOST_SUPPRESSED) {
      return false;
    }
    suppressed.addAll(messageIds);
    return true;
  }

  void forgetSuppressed() {
    suppressed.clear();
  }

  /** The instruments whose quotes are sent to this session. */
  Set<Integer> subscribed() {
    return subscribed;
  }

  /** The underlyings that were searched for. */
  Set<Integer> searched() {
    return searched;
  }

  /** Whether the archive of market data was opened. */
  boolean archiveOpened() {
    return archiveOpened;
  }

  void archiveOpened(boolean value) {
    this.archiveOpened = value;
  }

  /** Whether the list of orders was read before, so that the next one is whole. */
  boolean ordersListed() {
    return ordersListed;
  }

  void ordersListed(boolean value) {
    this.ordersListed = value;
  }

  /** Which states of orders are listed, in lower case without underscores; empty for all. */
  List<String> orderFilters() {
    return orderFilters;
  }

  void orderFilters(List<String> value) {
    this.orderFilters = List.copyOf(value);
  }

  /** The account that calls without an account mean; the first one unless another was selected. */
  String selectedAccount(BrokerUser user) {
    String selected = selectedAccount;
    return selected == null ? user.accounts().get(0).id() : selected;
  }

  void select(String account) {
    this.selectedAccount = account;
  }
}
