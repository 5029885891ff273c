package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which models read the answer to which path. */
final class Catalogue {

  /** Reads a body into its models, in the order in which they stand. */
  private record Entry(String path, Function<JsonValue, List<? extends JsonModel>> reader) {}

  private static final String ACCOUNT = "[^/]+";

  /** The first match counts, so fixed paths stand before those with a variable. */
  private static final List<Entry> ENTRIES =
      List.of(
          one("/tickle", Tickle::new),
          one("/iserver/auth/(status|ssodh/init)", AuthStatus::new),
          one("/hmds/auth/init", AuthStatus::new),
          one("/sso/validate", SsoValidation::new),
          one("/logout", Logout::new),
          one("/iserver/reauthenticate", Acknowledgement::new),
          one("/iserver/questions/suppress(/reset)?", Acknowledgement::new),
          one("/iserver/accounts", BrokerageAccounts::new),
          one("/iserver/account", AccountSwitch::new),
          one("/iserver/account/pnl/partitioned", PartitionedPnl::new),
          one("/pa/performance", Performance::new),
          one("/pa/allperiods", AllPeriods::new),
          one("/pa/transactions", Transactions::new),
          many("/portfolio/(accounts|subaccounts)", Account::new),
          new Entry("/portfolio/subaccounts2", body -> List.of(new SubaccountPage(body))),
          one("/portfolio/allocation", Allocation::new),
          one("/portfolio/positions/" + ACCOUNT, PositionsByAccount::new),
          one("/portfolio/" + ACCOUNT + "/summary", AccountSummary::new),
          one("/portfolio/" + ACCOUNT + "/ledger", Ledger::new),
          one("/portfolio/" + ACCOUNT + "/meta", Account::new),
          one("/portfolio/" + ACCOUNT + "/allocation", Allocation::new),
          one("/portfolio/" + ACCOUNT + "/positions/invalidate", Acknowledgement::new),
          many("/portfolio/" + ACCOUNT + "/positions/[^/]+", Position::new),
          many("/portfolio/" + ACCOUNT + "/position/[^/]+", Position::new),
          many("/portfolio/" + ACCOUNT + "/combo/positions", ComboPosition::new),
          many("/portfolio2/" + ACCOUNT + "/positions", RealTimePosition::new));

  private Catalogue() {}

  /** The models of an answer, or empty when no model reads that path. */
  static Optional<List<? extends JsonModel>> read(String path, JsonValue body) {
    String bare = path.replaceFirst("^/v1/(api|portal)", "").replaceFirst("[?].*", "");
    return ENTRIES.stream()
        .filter(entry -> bare.matches(entry.path()))
        .findFirst()
        .map(entry -> entry.reader().apply(body));
  }

  /** What the models write, put together in the shape of the body they were read from. */
  static byte[] write(JsonValue body, List<? extends JsonModel> models) {
    boolean whole = body.asObject().isPresent() || isPage(models);
    return IbkrJson.write(whole ? models.get(0).json() : IbkrJson.toJson(models));
  }

  private static boolean isPage(List<? extends JsonModel> models) {
    return models.size() == 1 && models.get(0) instanceof SubaccountPage;
  }

  private static Entry one(String path, Function<JsonObject, ? extends JsonModel> model) {
    return new Entry(path, body -> List.of(IbkrJson.object(body, model)));
  }

  private static Entry many(String path, Function<JsonObject, ? extends JsonModel> model) {
    return new Entry(path, body -> IbkrJson.list(body, model));
  }
}
