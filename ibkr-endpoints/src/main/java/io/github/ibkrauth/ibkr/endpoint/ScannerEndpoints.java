package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.model.ScanResult;
import io.github.ibkrauth.ibkr.model.ScannerParameters;
import java.util.Objects;

/**
 * Market scanners, which rank the instruments of a market. They need the brokerage session, which
 * is opened if it is not open. Thread-safe; each call may throw {@link
 * io.github.ibkrauth.ibkr.IbkrException} and {@link io.github.ibkrauth.auth.error.AuthException},
 * and {@link IllegalArgumentException} for a parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ScannerEndpoints {

  private final ApiCalls calls;
  private final Archive archive;

  /** Creates the group. */
  public ScannerEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
    this.archive = new Archive(calls);
  }

  /** Returns what scanners can be asked. At most one call in 15 minutes: keep the answer. */
  public ScannerParameters parameters() {
    return calls.call(
        ApiRequest.to(ScannerCatalog.PARAMETERS),
        body -> IbkrJson.object(body, ScannerParameters::new));
  }

  /** Returns the best instruments of a scan, fifty at most. At most one call a second. */
  public ScanResult run(ScannerQuery query) {
    return calls.call(
        ApiRequest.to(ScannerCatalog.RUN).body(query.json()),
        body -> IbkrJson.object(body, ScanResult::new));
  }

  /**
   * Returns what the archive's scanners can be asked, as sent: the broker's present description
   * leaves this service out. The archive is opened by the first call.
   */
  public JsonObject archivedParameters() {
    return archive.call(
        ApiRequest.to(ScannerCatalog.ARCHIVE_PARAMETERS),
        body -> IbkrJson.object(body, object -> object));
  }

  /**
   * Runs a scanner of the archive; question and answer go as they are.
   *
   * @param query with the codes of {@link #archivedParameters}
   */
  public JsonValue runArchived(JsonObject query) {
    return archive.call(
        ApiRequest.to(ScannerCatalog.ARCHIVE_RUN).body(Objects.requireNonNull(query, "query")),
        body -> body);
  }

  /**
   * The same at the address that some clients use.
   *
   * @param query with the codes of {@link #archivedParameters}
   */
  public JsonValue scanArchived(JsonObject query) {
    return archive.call(
        ApiRequest.to(ScannerCatalog.ARCHIVE_SCAN).body(Objects.requireNonNull(query, "query")),
        body -> body);
  }
}
