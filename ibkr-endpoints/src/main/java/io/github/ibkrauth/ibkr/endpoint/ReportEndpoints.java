package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.regex.Pattern;

/**
 * Statements, confirmations of trades, and tax documents. Making one goes out once; it is sent as a
 * file. What is to be had comes as the broker sends it.
 *
 * <p>Immutable and thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException}
 * and {@link io.github.ibkrauth.auth.error.AuthException}, {@link IllegalArgumentException} for a
 * parameter that cannot be sent, and {@link IllegalStateException} when the file in the answer
 * cannot be decoded.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ReportEndpoints {

  private static final Pattern DATE = Pattern.compile("\\d{4}(\\d{2}){0,2}");
  private static final String DATE_WORDS = "yyyyMMdd, yyyyMM or yyyy";
  private static final Pattern DAY = Pattern.compile("\\d{8}");
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2999;

  private final ApiCalls calls;

  ReportEndpoints(ApiCalls calls) {
    this.calls = calls;
  }

  /**
   * Returns a statement.
   *
   * @param from a day, a month or a year: {@code yyyyMMdd}, {@code yyyyMM} or {@code yyyy}
   * @param to the same kind of date
   * @param mediaType {@code application/pdf}, {@code text/html} or {@code text/csv}
   */
  public ReportFile statement(String accountId, String from, String to, String mediaType) {
    return file(
        ManagementCatalog.STATEMENT, span(accountId, from, to, mediaType, DATE, DATE_WORDS));
  }

  /** Returns which statements are to be had, as sent. */
  public JsonObject statements(String accountId) {
    return available(of(ManagementCatalog.STATEMENTS, accountId));
  }

  /**
   * Returns the confirmations of trades.
   *
   * @param from a day, {@code yyyyMMdd}
   * @param to a day, {@code yyyyMMdd}
   * @param mediaType {@code application/pdf}
   */
  public ReportFile tradeConfirmations(String accountId, String from, String to, String mediaType) {
    return file(
        ManagementCatalog.CONFIRMATION, span(accountId, from, to, mediaType, DAY, "yyyyMMdd"));
  }

  /** Returns for which days there are confirmations of trades, as sent. */
  public JsonObject availableTradeConfirmations(String accountId) {
    return available(of(ManagementCatalog.CONFIRMATIONS, accountId));
  }

  /**
   * Returns a tax document.
   *
   * @param type a form such as {@code "1099"}, or {@code "ALL"}
   * @param format {@code HTML}, {@code CSV} or {@code PDF}
   */
  public ReportFile taxDocument(String accountId, int year, String type, String format) {
    JsonObject wish =
        account(accountId)
            .put("year", Check.within("year", year, FIRST_YEAR, LAST_YEAR))
            .put("type", Check.text("type", type))
            .put("format", Check.text("format", format))
            .build();
    return file(ManagementCatalog.TAX_DOCUMENT, wish);
  }

  /** Returns which tax documents of a year are to be had, as sent. */
  public JsonObject taxDocuments(String accountId, int year) {
    return available(
        of(ManagementCatalog.TAX_DOCUMENTS, accountId)
            .query("year", String.valueOf(Check.within("year", year, FIRST_YEAR, LAST_YEAR))));
  }

  private ReportFile file(Endpoint endpoint, JsonObject wish) {
    return calls.file(ApiRequest.to(endpoint).body(wish), ReportFile::of);
  }

  private JsonObject available(ApiRequest request) {
    return calls.call(request, body -> IbkrJson.object(body, object -> object));
  }

  private static JsonObject span(
      String accountId, String from, String to, String mediaType, Pattern form, String words) {
    Check.form("from", from, form, words);
    Check.form("to", to, form, words);
    if (from.length() != to.length() || from.compareTo(to) > 0) {
      throw new IllegalArgumentException("from must not be after to, and of the same kind.");
    }
    return account(accountId)
        .put("startDate", from)
        .put("endDate", to)
        .put("mimeType", Check.text("mediaType", mediaType))
        .build();
  }

  private static JsonObject.Builder account(String accountId) {
    return JsonObject.builder().put("accountId", Check.text("accountId", accountId));
  }

  private static ApiRequest of(Endpoint endpoint, String accountId) {
    return ApiRequest.to(endpoint).query("accountId", Check.text("accountId", accountId));
  }
}
