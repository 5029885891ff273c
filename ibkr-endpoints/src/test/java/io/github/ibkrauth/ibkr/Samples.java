package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Intent;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Wanted;
import io.github.ibkrauth.ibkr.endpoint.AlertRequest;
import io.github.ibkrauth.ibkr.endpoint.AlertTrigger;
import io.github.ibkrauth.ibkr.endpoint.AllocationRequest;
import io.github.ibkrauth.ibkr.endpoint.AnalystEndpoints;
import io.github.ibkrauth.ibkr.endpoint.BankingEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ChainQuery;
import io.github.ibkrauth.ibkr.endpoint.ContractSearch;
import io.github.ibkrauth.ibkr.endpoint.DateSpan;
import io.github.ibkrauth.ibkr.endpoint.DerivativeQuery;
import io.github.ibkrauth.ibkr.endpoint.Endpoints;
import io.github.ibkrauth.ibkr.endpoint.HistoryRequest;
import io.github.ibkrauth.ibkr.endpoint.Instruction;
import io.github.ibkrauth.ibkr.endpoint.NoticeQuery;
import io.github.ibkrauth.ibkr.endpoint.OrderEndpoints;
import io.github.ibkrauth.ibkr.endpoint.OrderPlan;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.QuestionPolicy;
import io.github.ibkrauth.ibkr.endpoint.ScannerQuery;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.AllocationMethod;
import io.github.ibkrauth.ibkr.model.AllocationPresets;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.ModelPresets;
import io.github.ibkrauth.ibkr.model.NoticeType;
import io.github.ibkrauth.ibkr.model.OrderSide;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Arguments that the typed calls take. */
final class Samples {

  private static final JsonObject OBJECT =
      JsonObject.builder()
          .put("model", "M")
          .put("desc", "D")
          .put("positionTargets", JsonArray.ofTexts(List.of("x")))
          .put("cashTargets", JsonArray.ofTexts(List.of("x")))
          .put("accountList", JsonArray.ofTexts(List.of("x")))
          .build();

  private static final OrderRequest ORDER =
      OrderRequest.limit(1, OrderSide.BUY, BigDecimal.ONE, BigDecimal.TEN);

  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          Map.entry(long.class, 1L),
          Map.entry(int.class, 1),
          Map.entry(boolean.class, true),
          Map.entry(Duration.class, Duration.ZERO),
          Map.entry(JsonObject.class, OBJECT),
          Map.entry(Map.class, Map.of("currency", "USD")),
          Map.entry(AssetClass.class, AssetClass.OPTION),
          Map.entry(OrderSide.class, OrderSide.BUY),
          Map.entry(NoticeType.class, NoticeType.UPCOMING_EARNINGS),
          Map.entry(AllocationPresets.class, new AllocationPresets(OBJECT)),
          Map.entry(ModelPresets.class, new ModelPresets(OBJECT)),
          Map.entry(
              AllocationRequest.class,
              AllocationRequest.of("G", AllocationMethod.EQUAL, List.of("U1"))),
          Map.entry(
              AlertRequest.class,
              AlertRequest.of("A", "B", AlertTrigger.priceAtLeast(1, "SMART", BigDecimal.ONE))
                  .build()),
          Map.entry(ContractSearch.class, ContractSearch.bySymbol("ABC")),
          Map.entry(DerivativeQuery.class, DerivativeQuery.of(1, AssetClass.OPTION, "JAN27")),
          Map.entry(ChainQuery.class, ChainQuery.on("ABC").build()),
          Map.entry(HistoryRequest.class, HistoryRequest.of(1, "1d", "1min")),
          Map.entry(ScannerQuery.class, ScannerQuery.of("STK", "STK.US", "GAIN")),
          Map.entry(NoticeQuery.class, NoticeQuery.latest(1)),
          Map.entry(
              DateSpan.class, DateSpan.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2))),
          Map.entry(OrderRequest.class, ORDER),
          Map.entry(OrderPlan.class, ORDER),
          Map.entry(QuestionPolicy.class, QuestionPolicy.rejectAll()),
          Map.entry(
              OutcomeUnknownException.class,
              new OutcomeUnknownException(
                  Failure.of(Endpoints.all().get(0), "lost"),
                  new Wanted(
                      Intent.CANCEL,
                      "X1",
                      List.of(),
                      1,
                      Instant.parse("2026-01-02T00:00:00Z"),
                      null))),
          Map.entry(OrderEndpoints.Filter[].class, new OrderEndpoints.Filter[0]));

  private static final Map<String, String> TEXTS =
      Map.of(
          "currency", "USD",
          "source", "USD",
          "target", "EUR",
          "period", "1d",
          "bar", "1min",
          "from", "20260101",
          "to", "20260102",
          "id", "1");

  private Samples() {}

  static Object[] of(Method method) {
    return Arrays.stream(method.getParameters()).map(parameter -> of(method, parameter)).toArray();
  }

  private static Object of(Method method, Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == String.class) {
      boolean performance = method.getDeclaringClass() == AnalystEndpoints.class;
      return performance && parameter.getName().equals("period")
          ? "1M"
          : TEXTS.getOrDefault(parameter.getName(), "X1");
    }
    if (type == Instruction.class) {
      return instruction(method);
    }
    if (Collection.class.isAssignableFrom(type)) {
      return List.of(element(method, parameter));
    }
    if (type == Instant.class) {
      return Instant.parse(
          parameter.getName().equals("from") ? "2026-01-01T00:00:00Z" : "2026-01-02T00:00:00Z");
    }
    if (type == int.class && parameter.getName().equals("year")) {
      return 2025;
    }
    Object value = VALUES.get(type);
    if (value == null) {
      throw new AssertionError("no sample for " + parameter + " of " + method);
    }
    return value;
  }

  private static Object element(Method method, Parameter parameter) {
    Type type = ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0];
    if (type == String.class) {
      return method.getName().equals("suppress") ? "o163" : "ABC";
    }
    if (type == Long.class) {
      return 1L;
    }
    if (type == Integer.class) {
      return 1;
    }
    return type == Instruction.class ? instruction(method) : MarketDataField.LAST;
  }

  private static Instruction instruction(Method method) {
    assert method.getDeclaringClass() == BankingEndpoints.class;
    return switch (method.getName()) {
      case "balances" -> Instruction.withdrawableCash(1, "U1", "USD");
      case "bankInstruction", "bankInstructions" -> plain("ACH_INSTRUCTION");
      case "queryBankInstructions" -> Instruction.bankInstructions(1, "U1", "WIRE");
      case "externalCash" -> plain("DEPOSIT");
      case "queryExternalCash" -> Instruction.withdrawableFunds(1, "U1", "USD");
      case "externalAssets" -> plain("FOP");
      case "internalCash" -> Instruction.internalCash(1, "U1", "U2", BigDecimal.ONE, "USD");
      case "internalAssets" ->
          Instruction.internalPosition(1, "U1", "U2", 1, BigDecimal.ONE, "USD");
      case "cancel" -> Instruction.cancel(1, 2, "because");
      case "recent" -> Instruction.recent(1, "U1", 3);
      default -> throw new AssertionError("no sample for " + method);
    };
  }

  private static Instruction plain(String type) {
    return Instruction.of(type, JsonObject.builder().put("clientInstructionId", 1).build());
  }
}
