package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.AccountBook.Profile;
import java.util.List;

/** An account's master data as the portfolio endpoints show it. */
final class AccountViews {
  private AccountViews() {}

  /** One element of the account lists, or the body of meta. */
  static JsonObject account(Profile profile, boolean brokerageAccess) {
    JsonObject parent =
        new JsonObject()
            .put("mmc", List.of())
            .put("accountId", "")
            .put("isMParent", false)
            .put("isMChild", false)
            .put("isMultiplex", false);
    return new JsonObject()
        .put("id", profile.id())
        .put("PrepaidCrypto-Z", false)
        .put("PrepaidCrypto-P", false)
        .put("brokerageAccess", brokerageAccess)
        .put("accountId", profile.id())
        .put("accountVan", profile.id())
        .put("accountTitle", profile.title())
        .put("displayName", profile.title())
        .put("accountAlias", null)
        .put("accountStatus", profile.openedAt())
        .put("currency", profile.currency())
        .put("type", "DEMO")
        .put("tradingType", "STKNOPT")
        .put("businessType", "INDEPENDENT")
        .put("category", "")
        .put("ibEntity", "IBLLC-US")
        .put("faclient", false)
        .put("clearingStatus", "O")
        .put("covestor", false)
        .put("noClientTrading", false)
        .put("trackVirtualFXPortfolio", false)
        .put("acctCustType", profile.customerType())
        .put("parent", parent)
        .put("desc", profile.id());
  }
}
