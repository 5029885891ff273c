package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.AdvisorResult;
import io.github.ibkrauth.ibkr.model.ModelAccounts;
import io.github.ibkrauth.ibkr.model.ModelInvestments;
import io.github.ibkrauth.ibkr.model.ModelList;
import io.github.ibkrauth.ibkr.model.ModelPositions;
import io.github.ibkrauth.ibkr.model.ModelPresets;
import io.github.ibkrauth.ibkr.model.ModelSummary;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Model portfolios, for advisers only. The broker may need a moment for an answer: as far as is
 * known one whose subscription status is 0 is not whole, and is to be asked for again. What moves
 * money or changes a model goes out once.
 *
 * <p>Thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for a
 * parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ModelEndpoints {

  private static final int MOST_POSITIONS = 10_000;

  private final ApiCalls calls;
  private final AtomicInteger requests = new AtomicInteger();

  ModelEndpoints(ApiCalls calls) {
    this.calls = calls;
  }

  /** Returns all models in short. */
  public ModelList list() {
    return ask(AdvisorCatalog.MODELS, numbered().build(), ModelList::new);
  }

  /** Returns a model in short. */
  public ModelSummary summary(String model) {
    return ask(AdvisorCatalog.MODEL, about(model).build(), ModelSummary::new);
  }

  /**
   * Returns what a model holds.
   *
   * @param limit how many positions at most
   */
  public ModelPositions positions(String model, int limit) {
    JsonObject wish =
        about(model).put("limit", Check.within("limit", limit, 1, MOST_POSITIONS)).build();
    return ask(AdvisorCatalog.MODEL_POSITIONS, wish, ModelPositions::new);
  }

  /**
   * Returns the accounts in a model.
   *
   * @param withPnl whether their profit and loss is wanted
   */
  public ModelAccounts accounts(String model, boolean withPnl) {
    return ask(
        AdvisorCatalog.MODEL_ACCOUNTS,
        about(model).put("calcPnls", withPnl).build(),
        ModelAccounts::new);
  }

  /** Returns what the accounts have in a model and beside it. */
  public ModelInvestments investments(String model) {
    return ask(AdvisorCatalog.MODEL_INVESTED, about(model).build(), ModelInvestments::new);
  }

  /** Returns what holds for all models. */
  public ModelPresets presets() {
    return ask(AdvisorCatalog.MODEL_PRESETS, numbered().build(), ModelPresets::new);
  }

  /**
   * Sets what holds for all models.
   *
   * @param presets those of {@link #presets}, changed
   */
  public AdvisorResult setPresets(ModelPresets presets) {
    return ask(AdvisorCatalog.SET_MODEL_PRESETS, numbered(presets.json()), AdvisorResult::new);
  }

  /**
   * Makes or changes a model. The broker documents the targets of positions and of cash in outline
   * only, so the model goes as it is given.
   *
   * @param model with {@code model}, {@code desc}, {@code isStatic}, {@code positionTargets} and
   *     {@code cashTargets}
   */
  public AdvisorResult save(JsonObject model) {
    for (String field : new String[] {"model", "desc", "positionTargets", "cashTargets"}) {
      require("model", model, field);
    }
    return ask(AdvisorCatalog.SAVE_MODEL, numbered(model), AdvisorResult::new);
  }

  /**
   * Puts money of accounts into a model or takes it out. The broker documents the list of accounts
   * in outline only, so it goes as it is given.
   *
   * @param investment with {@code model} and {@code accountList}
   */
  public AdvisorResult invest(JsonObject investment) {
    require("investment", investment, "model");
    require("investment", investment, "accountList");
    return ask(AdvisorCatalog.INVEST, numbered(investment), AdvisorResult::new);
  }

  /**
   * Sends the orders that wait for a model.
   *
   * @param orderId under which to follow them
   */
  public AdvisorResult submit(long orderId) {
    return ask(
        AdvisorCatalog.SUBMIT,
        numbered().put("fpOrderId", Check.id("orderId", orderId)).build(),
        AdvisorResult::new);
  }

  private <T> T ask(Endpoint endpoint, JsonObject wish, Function<JsonObject, T> model) {
    return calls.call(ApiRequest.to(endpoint).body(wish), body -> IbkrJson.object(body, model));
  }

  private JsonObject.Builder about(String model) {
    return numbered().put("model", Check.text("model", model));
  }

  private JsonObject numbered(JsonObject wish) {
    return wish.toBuilder().put("reqID", requests.incrementAndGet()).build();
  }

  private JsonObject.Builder numbered() {
    return JsonObject.builder().put("reqID", requests.incrementAndGet());
  }

  private static void require(String name, JsonObject wish, String field) {
    if (Objects.requireNonNull(wish, name).value(field).isEmpty()) {
      throw new IllegalArgumentException(name + " has no field '" + field + "'.");
    }
  }
}
