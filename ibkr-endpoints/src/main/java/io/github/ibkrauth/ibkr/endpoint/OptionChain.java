package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.model.ContractDetails;
import io.github.ibkrauth.ibkr.model.OptionRight;
import io.github.ibkrauth.ibkr.model.Strikes;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A walk over the options of an underlying: month by month the strikes, strike by strike the
 * contracts, each asked for when it is reached.
 */
final class OptionChain extends Spliterators.AbstractSpliterator<ContractDetails> {

  private final ContractEndpoints contracts;
  private final ChainQuery query;
  private final long underlying;
  private final Deque<String> months;
  private final Deque<DerivativeQuery> strikes = new ArrayDeque<>();
  private final Deque<ContractDetails> ready = new ArrayDeque<>();

  private OptionChain(
      ContractEndpoints contracts, ChainQuery query, long underlying, List<String> months) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.contracts = contracts;
    this.query = query;
    this.underlying = underlying;
    this.months = new ArrayDeque<>(months);
  }

  static Stream<ContractDetails> of(
      ContractEndpoints contracts, ChainQuery query, long underlying, List<String> months) {
    return StreamSupport.stream(new OptionChain(contracts, query, underlying, months), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super ContractDetails> action) {
    while (ready.isEmpty()) {
      if (!strikes.isEmpty()) {
        ready.addAll(contracts.details(strikes.poll()));
      } else if (!months.isEmpty()) {
        addStrikes(query.month(underlying, months.poll()));
      } else {
        return false;
      }
    }
    action.accept(ready.poll());
    return true;
  }

  private void addStrikes(DerivativeQuery month) {
    Strikes listed = contracts.strikes(month);
    for (OptionRight right : query.rights()) {
      for (Num strike : right.equals(OptionRight.CALL) ? listed.calls() : listed.puts()) {
        BigDecimal price = strike.value();
        if (query.wantsStrike(price)) {
          strikes.add(month.strike(price).right(right));
        }
      }
    }
  }
}
