package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Instrument.Sector;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the value of one or more accounts is spread over asset classes, sectors and groups, long and
 * short apart.
 */
final class AllocationView {
  private final Split assetClass = new Split();
  private final Split sector = new Split();
  private final Split group = new Split();

  private AllocationView() {}

  static JsonObject of(Collection<AccountBook> accounts) {
    AllocationView view = new AllocationView();
    accounts.forEach(view::add);
    return new JsonObject()
        .put("assetClass", view.assetClass.json())
        .put("sector", view.sector.json())
        .put("group", view.group.json());
  }

  private void add(AccountBook account) {
    for (AccountBook.Cash money : account.cash()) {
      assetClass.add("CASH", account.inBase(money.currency(), money.balance()));
    }
    for (Position held : account.positions()) {
      Instrument instrument = held.instrument();
      BigDecimal value = account.inBase(instrument.currency(), held.marketValue());
      Sector place = instrument.sector();
      assetClass.add(instrument.assetClass(), value);
      sector.add(place == null ? "Others" : place.sector(), value);
      group.add(place == null ? "Others" : place.group(), value);
    }
  }

  /** Sums of one classification. */
  private static final class Split {
    private final Map<String, BigDecimal> longs = new TreeMap<>();
    private final Map<String, BigDecimal> shorts = new TreeMap<>();

    void add(String name, BigDecimal value) {
      if (value.signum() != 0) {
        (value.signum() > 0 ? longs : shorts).merge(name, value, BigDecimal::add);
      }
    }

    JsonObject json() {
      return new JsonObject().put("long", sums(longs)).put("short", sums(shorts));
    }

    private static JsonObject sums(Map<String, BigDecimal> values) {
      JsonObject sums = new JsonObject();
      values.forEach((name, value) -> sums.put(name, Numbers.wire(value)));
      return sums;
    }
  }
}
