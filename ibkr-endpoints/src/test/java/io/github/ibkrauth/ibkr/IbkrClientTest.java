package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.model.Account;
import io.github.ibkrauth.ibkr.model.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IbkrClientTest {

  private final Broker broker = Broker.start();

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void portfolio_whenConnected_tellsEachAccountWithoutABrokerageSession() {
    List<String> lines = new ArrayList<>();
    try (IbkrClient ibkr = broker.connect()) {
      for (Account account : ibkr.portfolio().accounts()) {
        lines.add(account.id() + " " + ibkr.portfolio().summary(account.id()).netLiquidation());
      }
      assertThat(ibkr.brokerage().state()).isEqualTo(BrokerageSession.State.IDLE);
    }
    assertThat(lines).hasSameSizeAs(broker.simulator.credentials().accountIds());
    assertThat(lines).allMatch(line -> line.matches("DU\\d{7} .*\\d.*"));
    assertThat(broker.count("GET", "/portfolio/accounts")).isEqualTo(1);
    assertThat(broker.count("*", "/iserver/**")).isZero();
    assertThat(broker.count("POST", "/logout")).isZero();
  }

  @Test
  void portfolio_whenAnAccountIsAskedForFirst_listsTheAccountsOnceBefore() {
    try (IbkrClient ibkr = broker.connect()) {
      String id = broker.account();
      assertThat(ibkr.portfolio().meta(id).id()).isEqualTo(id);
      assertThat(ibkr.portfolio().ledger(id).entries()).containsKey("BASE");
      assertThat(ibkr.portfolio().allocation(id).assetClass()).isPresent();
      assertThat(ibkr.portfolio().allocation(List.of(id)).assetClass()).isPresent();
      assertThat(ibkr.portfolio().invalidatePositions(id).message()).contains("success");
      assertThat(ibkr.portfolio().comboPositions(id, true)).isNotNull();
      assertThat(ibkr.portfolio().realTimePositions(id)).isNotEmpty();
      assertThat(ibkr.portfolio().subaccounts()).isNotEmpty();
      assertThat(ibkr.portfolio().subaccounts(0).accounts()).isNotEmpty();
      assertThat(ibkr.portfolio().allSubaccounts().map(Account::id))
          .containsExactlyElementsOf(broker.simulator.credentials().accountIds());
      Position some = ibkr.portfolio().positions(id).findFirst().orElseThrow();
      assertThat(ibkr.portfolio().position(id, some.conid())).hasSize(1);
      assertThat(ibkr.portfolio().positionsIn(some.conid()).accounts()).containsKey(id);
    }
    assertThat(broker.count("GET", "/portfolio/accounts")).isEqualTo(1);
  }

  @Test
  void positions_whenThereAreManyPages_streamsThemAllAndAsksForNoMore() {
    try (IbkrClient ibkr = broker.connect()) {
      for (String id : broker.simulator.credentials().accountIds()) {
        broker.log().clear();
        List<Position> streamed = ibkr.portfolio().positions(id).toList();
        List<Long> paged = new ArrayList<>();
        for (int page = 0; ; page++) {
          List<Position> some = ibkr.portfolio().positions(id, page);
          some.forEach(position -> paged.add(position.conid()));
          if (some.size() < 100) {
            break;
          }
        }
        assertThat(streamed).extracting(Position::conid).containsExactlyElementsOf(paged);
      }
    }
  }

  @Test
  void accounts_whenNoBrokerageSessionIsOpen_opensIt() {
    try (IbkrClient ibkr = broker.connect()) {
      assertThat(ibkr.accounts().list().accounts()).contains(broker.account());
      assertThat(ibkr.brokerage().state()).isEqualTo(BrokerageSession.State.READY);
      assertThat(ibkr.session().status().isReady()).isTrue();
      assertThat(ibkr.session().validate().json().fields()).isNotEmpty();
      assertThat(ibkr.session().reauthenticate().message()).contains("triggered");
      ibkr.brokerage().logout();
      assertThat(ibkr.brokerage().state()).isEqualTo(BrokerageSession.State.CLOSED);
    }
    assertThat(broker.count("POST", "/iserver/auth/ssodh/init")).isEqualTo(1);
    assertThat(broker.count("POST", "/logout")).isEqualTo(1);
  }

  @Test
  void calls_whenLoggedOut_logInAnewWhereThatIsEnough() {
    try (IbkrClient ibkr = broker.connect()) {
      ibkr.brokerage().open();
      ibkr.brokerage().logout();
      assertThat(ibkr.portfolio().summary(broker.account()).netLiquidation().isPresent()).isTrue();
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> ibkr.accounts().list())
          .isInstanceOf(NoBrokerageSessionException.class)
          .hasMessageContaining("open it again");
      ibkr.brokerage().open();
      assertThat(ibkr.accounts().list().accounts()).isNotEmpty();
    }
  }
}
