package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.AccessRefusedException;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.ServerTroubleException;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.InstructionReply;
import io.github.ibkrauth.ibkr.model.InstructionState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountManagementTest {

  private static final String GW = "/gw/api/v1";

  private final Script script = new Script("oauth2-jwt");
  private final AccountManagement management = new AccountManagement(script.calls);

  @ParameterizedTest
  @ValueSource(strings = {"oauth1a", "gateway-session"})
  void call_whenTheStrategyDoesNotReachIt_isRefusedBeforeItIsSent(String strategy) {
    Script other = new Script(strategy);
    AccountManagement unreachable = new AccountManagement(other.calls);

    assertThatThrownBy(() -> unreachable.accounts().status("U1"))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("GET /gw/api/v1/accounts/{accountId}/status")
        .hasMessageContaining("is not open to the strategy " + strategy + ": use oauth2-jwt");
    assertThatThrownBy(() -> unreachable.banking().cancel(Instruction.cancel(1, 2, "x")))
        .isInstanceOf(AuthConfigurationException.class);
    assertThat(other.sent()).isEmpty();
  }

  @Test
  void call_whenAStrategyOfOthersSignsNoBodies_saysSo() {
    Script other = new Script("fixed");
    assertThatThrownBy(
            () ->
                new AccountManagement(other.calls)
                    .banking()
                    .cancel(Instruction.cancel(1, 2, "because")))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("signs no bodies");
    assertThat(other.sent()).isEmpty();
  }

  @Test
  void call_whenForbidden_namesTheScope() {
    script.replies("GET", GW + "/accounts/U1/status", Reply.json(403, "{\"title\":\"Forbidden\"}"));
    assertThatThrownBy(() -> management.accounts().status("U1"))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessageContaining("scopes of the credential: it needs accounts.read.");
  }

  @Test
  void instruction_whenSent_isSignedAndSentOnce() {
    script.replies("POST", GW + "/internal-cash-transfers", Reply.json(500, "{}"));
    Instruction transfer = Instruction.internalCash(7, "U1", "U2", new BigDecimal("123.45"), "USD");

    ServerTroubleException e =
        catchThrowableOfType(
            ServerTroubleException.class, () -> management.banking().internalCash(transfer));

    assertThat(e.outcomeUnknown()).isTrue();
    assertThat(script.sent()).containsExactly("POST " + GW + "/internal-cash-transfers");
    assertThat(script.last().header("Content-Type")).contains("application/jwt");
    assertThat(script.body())
        .isEqualTo(
            "signed:{\"instructionType\":\"INTERNAL_CASH_TRANSFER\",\"instruction\":"
                + "{\"clientInstructionId\":7,\"sourceAccountId\":\"U1\",\"targetAccountId\":\"U2\","
                + "\"amount\":123.45,\"currency\":\"USD\"}}");
    assertThat(transfer).hasToString("Instruction(INTERNAL_CASH_TRANSFER, 7)");
  }

  @Test
  void instruction_whenRejected_tellsWhy() {
    script.on(
        "GET",
        GW + "/client-instructions/7",
        "{\"status\":208,\"instructionSetId\":3,\"instructionResult\":{\"clientInstructionId\":7,"
            + "\"instructionStatus\":\"REJECTED\",\"error\":{\"errorCode\":\"E1\",\"errorMessage\":\"no\"}}}");

    InstructionReply reply = management.banking().byClientId(7);

    assertThat(reply.result().orElseThrow().state()).contains(InstructionState.REJECTED);
    assertThat(reply.result().orElseThrow().error().orElseThrow().code()).contains("E1");
  }

  @Test
  void bulk_whenMixedOrMisplaced_isRefused() {
    Instruction cash = Instruction.internalCash(1, "U1", "U2", BigDecimal.ONE, "USD");
    Instruction cancel = Instruction.cancel(2, 3, "x");
    BankingEndpoints banking = management.banking();

    assertThatThrownBy(() -> banking.internalCash(List.of(cash, cancel)))
        .hasMessage("instructions must all be of one kind.");
    assertThatThrownBy(() -> banking.externalCash(cash))
        .hasMessage("instruction must be DEPOSIT or WITHDRAWAL, not 'INTERNAL_CASH_TRANSFER'.");
    assertThatThrownBy(() -> Instruction.internalCash(1, "U1", "U1", BigDecimal.ONE, "USD"))
        .hasMessage("from and to are the same account.");
    assertThatThrownBy(() -> Instruction.internalCash(1, "U1", "U2", BigDecimal.ZERO, "USD"))
        .hasMessage("amount must be above zero, not 0.");
    assertThatThrownBy(() -> Instruction.of("DEPOSIT", JsonObject.empty()))
        .hasMessage("fields has no clientInstructionId.");
    assertThat(script.sent()).isEmpty();

    script.on(
        "POST",
        GW + "/internal-cash-transfers:bulk",
        "{\"status\":202,\"instructionResults\":[{}]}");
    assertThat(banking.internalCash(List.of(cash, cash)).replies()).hasSize(1);
    assertThat(script.sent()).containsExactly("POST " + GW + "/internal-cash-transfers:bulk");
  }

  @Test
  void statement_whenInsideJson_isUnpacked() throws IOException {
    byte[] pdf = "%PDF-1.7 not really".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zipping = new GZIPOutputStream(zipped)) {
      zipping.write(pdf);
    }
    script.replies(
        "POST",
        GW + "/statements",
        Reply.json(200, data(pdf, false)),
        Reply.json(200, data(zipped.toByteArray(), true)),
        Reply.status(200).body("application/pdf", "%PDF-1.7 bare"),
        Reply.json(200, "{\"data\":{\"value\":\"%%%\",\"gzip\":true}}"));
    ReportEndpoints reports = management.reports();

    for (int i = 0; i < 2; i++) {
      ReportFile file = reports.statement("U1", "202601", "202602", "application/pdf");
      assertThat(file.mediaType()).isEqualTo("application/pdf");
      assertThat(file.content()).isEqualTo(pdf);
      assertThat(file).hasToString("ReportFile(application/pdf, 19 bytes)");
    }
    assertThat(reports.statement("U1", "2025", "2025", "application/pdf").content())
        .isEqualTo("%PDF-1.7 bare".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> reports.statement("U1", "2025", "2025", "application/pdf"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("The broker's report cannot be decoded");
    assertThatThrownBy(() -> reports.statement("U1", "2025", "202512", "application/pdf"))
        .hasMessage("from must not be after to, and of the same kind.");
    assertThatThrownBy(() -> reports.statement("U1", "1/1/2025", "2025", "application/pdf"))
        .hasMessage("from must be yyyyMMdd, yyyyMM or yyyy, not '1/1/2025'.");
  }

  private static String data(byte[] content, boolean gzip) {
    return "{\"data\":{\"encoding\":\"BASE64\",\"mimeType\":\"application/pdf\",\"gzip\":"
        + gzip
        + ",\"value\":\""
        + Base64.getEncoder().encodeToString(content)
        + "\"}}";
  }

  @Test
  void accounts_whenListed_comePageByPage() {
    script.on(
        "GET", GW + "/accounts/status", "{\"accounts\":[{\"accountId\":\"U1\"}],\"total\":3}");
    DateSpan january = new DateSpan(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31), 0, 2);

    assertThat(management.accounts().status(january).total()).hasValue(3);
    management.accounts().status(january.next());

    assertThat(script.sent())
        .containsExactly(
            "GET "
                + GW
                + "/accounts/status?startDate=2026-01-01&endDate=2026-01-31&offset=0&limit=2",
            "GET "
                + GW
                + "/accounts/status?startDate=2026-01-01&endDate=2026-01-31&offset=2&limit=2");
    assertThatThrownBy(() -> DateSpan.of(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 1, 1)))
        .hasMessage("from must not be after to.");
    assertThatThrownBy(() -> new DateSpan(LocalDate.EPOCH, LocalDate.EPOCH, 0, 1001))
        .hasMessage("limit must be from 1 to 1000, not 1001.");
  }

  @Test
  void restrictions_whenNotAccepted_areAnExceptionWithTheReason() {
    script.replies(
        "POST",
        GW + "/restrictions/verify",
        Reply.json(200, "{\"success\":false,\"requestId\":127,\"message\":\"line 2 is wrong\"}"),
        Reply.json(200, "{\"success\":true,\"requestId\":127,\"message\":\"OK\"}"));

    assertThatThrownBy(() -> management.restrictions().verify("ann", 127, "RULE"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("line 2 is wrong");
    assertThat(management.restrictions().verify("ann", 127, "RULE").success()).isTrue();
    assertThat(script.body())
        .isEqualTo("signed:{\"userName\":\"ann\",\"requestId\":127,\"payload\":\"UlVMRQ==\"}");
  }

  @Test
  void application_whenSent_goesUnderItsName() {
    script.on("POST", GW + "/accounts", "{\"requestId\":5}").on("PATCH", GW + "/accounts", "{}");
    JsonObject content = JsonObject.builder().put("x", 1).build();

    assertThat(management.accounts().create(content).requestId()).hasValue(5);
    assertThat(script.body()).isEqualTo("signed:{\"application\":{\"x\":1}}");
    management.accounts().update(content);
    assertThat(script.body()).isEqualTo("signed:{\"accountManagementRequests\":{\"x\":1}}");
  }

  @Test
  void details_whenTheBodySaysError_isAnException() {
    script.on(
        "GET",
        GW + "/accounts/U1/details",
        "{\"hasError\":true,\"errorDescription\":\"no such account\",\"error\":{\"code\":1}}");
    assertThatThrownBy(() -> management.accounts().details("U1"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("no such account");
  }

  @Test
  void browserSession_whenPrinted_keepsItsAddressToItself() {
    script.on(
        "POST", GW + "/sso-browser-sessions", "{\"active\":true,\"url\":\"https://x/?t=abc\"}");
    assertThat(management.utilities().browserSession("ann", "10.0.0.1"))
        .hasToString("BrowserSession[active=true]")
        .satisfies(session -> assertThat(session.url()).contains("https://x/?t=abc"));
  }

  @Test
  void request_whenAsked_saysWhichSideOfItIsWanted() {
    script.on(
        "GET",
        GW + "/requests/7/status",
        "{\"requestId\":\"7\",\"requestType\":\"T\",\"status\":\"P\"}",
        "{\"requestId\":7,\"fileData\":{\"name\":\"f\"}}");

    assertThat(management.utilities().request(7).status()).contains("P");
    assertThat(management.utilities().response(7).file()).isPresent();

    assertThat(script.sent())
        .containsExactly(
            "GET " + GW + "/requests/7/status?type=update",
            "GET " + GW + "/requests/7/status?type=response");
  }

  @Test
  void utilities_whenAsked_nameWhatTheyWant() {
    script
        .on("GET", GW + "/enumerations/fin-info-ranges", "{}")
        .on("GET", GW + "/forms", "{}")
        .on("GET", GW + "/enumerations/complex-asset-transfer", "{\"brokers\":[\"A\"]}");
    ManagementUtilities utilities = management.utilities();

    utilities.enumeration("fin-info-ranges", Map.of("currency", "USD"));
    utilities.forms(List.of(3070, 3094));
    assertThat(utilities.transferBrokers("COMPLEX_ASSET_TRANSFER").brokers()).containsExactly("A");

    assertThat(script.sent())
        .containsExactly(
            "GET " + GW + "/enumerations/fin-info-ranges?currency=USD",
            "GET " + GW + "/forms?formNo=3070,3094&projection=PAYLOAD",
            "GET "
                + GW
                + "/enumerations/complex-asset-transfer?instructionType=COMPLEX_ASSET_TRANSFER");
  }
}
