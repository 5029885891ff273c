package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.endpoint.MarketDataEndpoints;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines of market data end with the session that they belong to. */
class LostLinesTest extends ScriptedSession {

  private static final List<MarketDataField> FIELDS = List.of(MarketDataField.LAST);

  @BeforeEach
  void subscribe() {
    remake("ibkr.limits.market-data-lines", "2");
    it.on("GET", "/iserver/marketdata/snapshot", Reply.json(200, "[]"));
    market().snapshot(List.of(7L, 8L), FIELDS);
    assertThat(market().lines()).isEqualTo(2);
    assertThat(market().mostLines()).isEqualTo(2);
  }

  private MarketDataEndpoints market() {
    return it.client.marketData();
  }

  @Test
  void lines_whenTheSessionIsLost_areFreeAgain() {
    tickles(DEAD, READY);
    it.time.advance(MINUTE.plusSeconds(10));
    assertThat(it.heard.words).anyMatch(word -> word.startsWith("lost"));
    assertThat(market().lines()).isZero();
    market().snapshot(List.of(9L, 10L), FIELDS);
    assertThat(market().subscribed()).containsExactly(9L, 10L);
  }

  @Test
  void lines_whenLoggedOut_areFreeAgain() {
    session().logout();
    assertThat(market().lines()).isZero();
  }
}
