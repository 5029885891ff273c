package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which models read the answer to which path. */
final class Catalogue {

  /** Reads a body into its models, in the order in which they stand. */
  private record Entry(
      String path, Function<JsonValue, @Nullable List<? extends JsonModel>> reader) {}

  private static final String ACCOUNT = "[^/]+";
  private static final String GW = "/gw/api/v1";

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
          one("/iserver/(account|dynaccount)", AccountSwitch::new),
          one("/iserver/account/pnl/partitioned", PartitionedPnl::new),
          one("/iserver/account/search/" + ACCOUNT, DynamicAccounts::new),
          one("/acesws/" + ACCOUNT + "/signatures-and-owners", AccountOwners::new),
          some("/iserver/account/mta", Alert::new),
          one("/iserver/account/alert/[^/]+", Alert::new),
          one("/iserver/account/orders", LiveOrders::new),
          one("/iserver/account/order/status/[^/]+", OrderStatus::new),
          one("/iserver/account/" + ACCOUNT + "/orders/whatif", OrderPreview::new),
          new Entry("/iserver/account/" + ACCOUNT + "/orders", Catalogue::conversation),
          new Entry("/iserver/account/" + ACCOUNT + "/order/[^/]+", Catalogue::conversation),
          new Entry("/iserver/reply/[^/]+", Catalogue::conversation),
          many("/iserver/account/trades", Trade::new),
          one("/iserver/account/allocation/accounts", AllocatableAccounts::new),
          new Entry("/iserver/account/allocation/group", Catalogue::groupsOrResult),
          one("/iserver/account/allocation/group/delete", AdvisorResult::new),
          one("/iserver/account/allocation/group/single", AllocationGroup::new),
          new Entry("/iserver/account/allocation/presets", Catalogue::presetsOrResult),
          one("/iserver/account/" + ACCOUNT + "/summary", BrokerageSummary::new),
          one("/iserver/account/" + ACCOUNT + "/summary/market_value", MarketValues::new),
          one("/iserver/account/" + ACCOUNT + "/summary/[^/]+", SegmentedFigures::new),
          some("/iserver/account/" + ACCOUNT + "/alerts", AlertSummary::new),
          one("/iserver/account/" + ACCOUNT + "/alert(/[^/]+)?", AlertResult::new),
          one("/iserver/contract/rules", ContractRules::new),
          one("/iserver/contract/[^/]+/info(-and-rules)?", ContractInfo::new),
          one("/iserver/contract/[^/]+/algos", Algos::new),
          one("/iserver/currency/pairs", CurrencyPairs::new),
          one("/iserver/exchangerate", ExchangeRate::new),
          one("/iserver/secdef/bond-filters", BondFilters::new),
          some("/iserver/secdef/info", ContractDetails::new),
          many("/iserver/secdef/search", ContractMatch::new),
          one("/iserver/secdef/strikes", Strikes::new),
          many("/trsrv/all-conids", ListedContract::new),
          one("/trsrv/futures", FuturesBySymbol::new),
          one("/trsrv/secdef", SecurityDefinitions::new),
          many("/trsrv/secdef/schedule", VenueSchedule::new),
          one("/trsrv/stocks", StocksBySymbol::new),
          one("/contract/trading-schedule", TradingSchedule::new),
          one("/forecast/category/tree", EventCategories::new),
          one("/forecast/contract/details", EventContractDetails::new),
          one("/forecast/contract/market", EventMarket::new),
          one("/forecast/contract/rules", EventRules::new),
          one("/forecast/contract/schedules", EventSchedule::new),
          one("/iserver/marketdata/history", BarHistory::new),
          many("/iserver/marketdata/snapshot", Quote::new),
          some("/md/regsnapshot", Quote::new),
          one("/iserver/marketdata/unsubscribe(all)?", Unsubscription::new),
          one("/iserver/scanner/params", ScannerParameters::new),
          one("/iserver/scanner/run", ScanResult::new),
          one("/iserver/watchlists", WatchlistOverview::new),
          new Entry("/iserver/watchlist", Catalogue::watchlistOrDeletion),
          one("/fyi/unreadnumber", UnreadCount::new),
          many("/fyi/settings", NoticeSetting::new),
          new Entry("/fyi/disclaimer/[^/]+", Catalogue::disclaimerOrResult),
          one("/fyi/deliveryoptions", DeliveryOptions::new),
          many("/fyi/notifications(/more)?", Notice::new),
          one("/fyi/(settings|deliveryoptions|notifications)/[^/]+", NoticeAcknowledgement::new),
          one("/fa/fa-preset/get", ModelPresets::new),
          one("/fa/model/list", ModelList::new),
          one("/fa/model/summary", ModelSummary::new),
          one("/fa/model/positions", ModelPositions::new),
          one("/fa/model/accounts-details", ModelAccounts::new),
          one("/fa/model/invest-divest-positions", ModelInvestments::new),
          one(
              "/fa/(fa-preset/save|model/(save|invest-divest|submit-transfers))",
              AdvisorResult::new),
          one("/pa/performance", Performance::new),
          one("/pa/allperiods", AllPeriods::new),
          one("/pa/transactions", Transactions::new),
          one(
              GW + "/(bank-instructions|external-.*|internal-.*|instructions/cancel):bulk",
              InstructionReplies::new),
          one(GW + "/instruction-sets/[^/]+", InstructionReplies::new),
          one(GW + "/(client-)?instructions/[^/]+", InstructionReply::new),
          one(
              GW + "/(balances|bank-instructions|external-cash-transfers|instructions)/query",
              InstructionReply::new),
          one(
              GW + "/(bank-instructions|external-.*|internal-.*|instructions/cancel)",
              InstructionReply::new),
          one(GW + "/accounts/[^/]+/status", ManagedAccountStatus::new),
          one(GW + "/accounts/status", ManagedAccounts::new),
          one(GW + "/accounts(/[^/]+)?/login-messages", LoginMessages::new),
          one(GW + "/accounts(/documents)?", RequestReceipt::new),
          one(GW + "/requests/[^/]+/status", ManagedRequest::new),
          one(GW + "/validations/usernames/[^/]+", UserNameCheck::new),
          one(GW + "/sso-browser-sessions", BrowserSession::new),
          one(GW + "/echo/.*", Echo::new),
          one(GW + "/participating-banks", ParticipatingBanks::new),
          one(GW + "/enumerations/complex-asset-transfer", TransferBrokers::new),
          one(GW + "/restrictions(/verify)?", RestrictionVerdict::new),
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

  /** A list of objects, or one that stands alone. */
  private static Entry some(String path, Function<JsonObject, ? extends JsonModel> model) {
    return new Entry(path, body -> IbkrJson.listOrOne(body, model));
  }

  /** What the broker says in a conversation about an order; null for an error. */
  private static @Nullable List<? extends JsonModel> conversation(JsonValue body) {
    return body.asObject().filter(object -> object.has("error")).isPresent()
        ? null
        : IbkrJson.listOrOne(body, Catalogue::said);
  }

  private static JsonModel said(JsonObject object) {
    if (object.has("msg")) {
      return new CancelReceipt(object);
    }
    if (object.has("order_id")) {
      return new OrderAcknowledgement(object);
    }
    return object.has("id") ? new OrderQuestion(object) : new OrderPrompt(object);
  }

  private static List<JsonModel> groupsOrResult(JsonValue body) {
    return either(body, "data", AllocationGroups::new, AdvisorResult::new);
  }

  private static List<JsonModel> presetsOrResult(JsonValue body) {
    return either(body, "success", AdvisorResult::new, AllocationPresets::new);
  }

  private static List<JsonModel> watchlistOrDeletion(JsonValue body) {
    return either(body, "data", WatchlistDeletion::new, Watchlist::new);
  }

  private static List<JsonModel> disclaimerOrResult(JsonValue body) {
    return either(body, "V", NoticeAcknowledgement::new, NoticeDisclaimer::new);
  }

  /** Two methods of one path answer with two forms; a field tells them apart. */
  private static List<JsonModel> either(
      JsonValue body,
      String field,
      Function<JsonObject, JsonModel> with,
      Function<JsonObject, JsonModel> without) {
    Function<JsonObject, JsonModel> reader =
        object -> (object.has(field) ? with : without).apply(object);
    return List.of(IbkrJson.object(body, reader));
  }

  private static Entry many(String path, Function<JsonObject, ? extends JsonModel> model) {
    return new Entry(path, body -> IbkrJson.list(body, model));
  }
}
