package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.AdvisorResult;
import io.github.ibkrauth.ibkr.model.AllocatableAccounts;
import io.github.ibkrauth.ibkr.model.AllocationGroup;
import io.github.ibkrauth.ibkr.model.AllocationGroups;
import io.github.ibkrauth.ibkr.model.AllocationPresets;
import java.util.Objects;

/**
 * Allocation groups, by which an adviser's order is spread over several accounts; for advisers and
 * introducing brokers only. They need the brokerage session, which is opened if it is not open.
 * What changes a group goes out once, and a refusal that the broker words as a success without
 * success is an exception. {@link #models} has the model portfolios.
 *
 * <p>Immutable and thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException}
 * and {@link io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for
 * a parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AdvisorEndpoints {

  private final ApiCalls calls;
  private final ModelEndpoints models;

  /** Creates the group. */
  public AdvisorEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
    this.models = new ModelEndpoints(calls);
  }

  /** Returns the calls about model portfolios. */
  public ModelEndpoints models() {
    return models;
  }

  /** Returns the accounts to which can be allocated, with what they are worth. */
  public AllocatableAccounts accounts() {
    return calls.call(
        ApiRequest.to(AdvisorCatalog.ACCOUNTS),
        body -> IbkrJson.object(body, AllocatableAccounts::new));
  }

  /** Returns the groups, without their accounts. */
  public AllocationGroups groups() {
    return calls.call(
        ApiRequest.to(AdvisorCatalog.GROUPS), body -> IbkrJson.object(body, AllocationGroups::new));
  }

  /** Returns a group with its accounts. */
  public AllocationGroup group(String name) {
    return calls.call(
        ApiRequest.to(AdvisorCatalog.GROUP).body(named(name)),
        body -> IbkrJson.object(body, AllocationGroup::new));
  }

  /** Adds a group. */
  public AdvisorResult addGroup(AllocationRequest group) {
    return result(ApiRequest.to(AdvisorCatalog.ADD_GROUP).body(group.json()));
  }

  /** Changes a group into another. */
  public AdvisorResult changeGroup(AllocationRequest group) {
    return result(ApiRequest.to(AdvisorCatalog.CHANGE_GROUP).body(group.json()));
  }

  /** Deletes a group. */
  public AdvisorResult deleteGroup(String name) {
    return result(ApiRequest.to(AdvisorCatalog.DELETE_GROUP).body(named(name)));
  }

  /** Returns what holds for all groups. */
  public AllocationPresets presets() {
    return calls.call(
        ApiRequest.to(AdvisorCatalog.PRESETS),
        body -> IbkrJson.object(body, AllocationPresets::new));
  }

  /**
   * Sets what holds for all groups.
   *
   * @param presets those of {@link #presets}, changed
   */
  public AdvisorResult setPresets(AllocationPresets presets) {
    return result(ApiRequest.to(AdvisorCatalog.SET_PRESETS).body(presets.json()));
  }

  private AdvisorResult result(ApiRequest request) {
    return calls.call(request, body -> IbkrJson.object(body, AdvisorResult::new));
  }

  private static JsonObject named(String name) {
    return JsonObject.builder().put("name", Check.text("name", name)).build();
  }
}
