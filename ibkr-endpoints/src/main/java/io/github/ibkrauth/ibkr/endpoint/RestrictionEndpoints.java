package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.RestrictionVerdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Rules about what may not be traded, as lines of comma-separated values in the broker's own form.
 * They are verified first and applied afterwards under the same number. Rules that the broker does
 * not accept are an exception with its reason. Immutable and thread-safe; each call may throw
 * {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for a
 * parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class RestrictionEndpoints {

  private final ApiCalls calls;

  RestrictionEndpoints(ApiCalls calls) {
    this.calls = calls;
  }

  /**
   * Checks rules without applying them.
   *
   * @param userName whose rules they are
   * @param requestId a number for the two calls
   * @param rules the lines
   */
  public RestrictionVerdict verify(String userName, long requestId, String rules) {
    return send(ManagementCatalog.VERIFY_RESTRICTIONS, userName, requestId, rules);
  }

  /**
   * Applies rules that were verified; the same arguments again.
   *
   * @param userName whose rules they are
   * @param requestId the number of the verification
   * @param rules the lines
   */
  public RestrictionVerdict apply(String userName, long requestId, String rules) {
    return send(ManagementCatalog.RESTRICT, userName, requestId, rules);
  }

  private RestrictionVerdict send(
      Endpoint endpoint, String userName, long requestId, String rules) {
    byte[] lines = Check.text("rules", rules).getBytes(StandardCharsets.UTF_8);
    JsonObject wish =
        JsonObject.builder()
            .put("userName", Check.text("userName", userName))
            .put("requestId", Check.id("requestId", requestId))
            .put("payload", Base64.getEncoder().encodeToString(lines))
            .build();
    return calls.call(
        ApiRequest.to(endpoint).body(wish), body -> IbkrJson.object(body, RestrictionVerdict::new));
  }
}
