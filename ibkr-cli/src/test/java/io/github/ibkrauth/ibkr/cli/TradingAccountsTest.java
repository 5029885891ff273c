package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.model.BrokerageAccounts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingAccountsTest {

  @ParameterizedTest
  @CsvSource({
    "DU1234567, true, true",
    "DU1234567, , true",
    "DF1234567, true, true",
    "DU1234567, false, false",
    "U1234567, true, false",
    "U1234567, false, false",
    "U1234567, , false",
    "F1234567, true, false",
    "D1234567, true, false",
    "DUMMY, true, false"
  })
  void isPaper_whenIdOrSessionIsInDoubt_isNo(String id, String flag, boolean paper) {
    String isPaper = flag == null ? "" : ",\"isPaper\":" + flag;
    TradingAccounts accounts =
        new TradingAccounts(
            IbkrJson.object(
                ("{\"accounts\":[\"" + id + "\"]" + isPaper + "}").getBytes(StandardCharsets.UTF_8),
                BrokerageAccounts::new));

    assertThat(accounts.isPaper(id)).isEqualTo(paper);
  }
}
