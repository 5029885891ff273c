package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.googlehttp.support.ClockGap;
import io.github.ibkrauth.auth.googlehttp.support.ErrorBody;
import io.github.ibkrauth.auth.googlehttp.support.TokenExchange;
import io.github.ibkrauth.auth.token.IssuedToken;
import io.github.ibkrauth.auth.token.TokenSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps that ask the server. Used by one thread. */
final class OnlineCheck implements AutoCloseable {

  private static final String ACCOUNTS = "/portfolio/accounts";

  /** A query on which the recipes differ; the server is expected to ignore it. */
  private static final String QUERY = "?check=1,2";

  private final Settings settings;
  private final AuthRuntime runtime;
  private final Handshake handshake;
  private @Nullable SigningCredential credential;

  OnlineCheck(Settings settings, AuthConfig config, AuthRuntime runtime) {
    this.settings = settings;
    this.runtime = runtime;
    this.handshake =
        Handshake.of(
            OAuth1aStrategy.nextSessionId(),
            settings,
            config,
            runtime,
            new SigningClock(runtime.clock()),
            new Nonces(runtime.random()));
  }

  /** Asks for a token: gives the steps clock, live session token and proof. */
  List<CheckResult> token() {
    Watch watch = new Watch();
    List<CheckResult> results = new ArrayList<>();
    try {
      IssuedToken<SigningCredential> issued = handshake.source().load(watch);
      credential = issued.value();
      results.add(watch.clockResult());
      Instant now = runtime.clock().instant();
      Instant end = Objects.requireNonNullElse(issued.expiresAt(), now);
      results.add(
          new CheckResult(
              CheckRun.TOKEN,
              Verdict.PASS,
              "agreed on, lives for " + Duration.between(now, end).toMinutes() + " min",
              ""));
      results.add(
          new CheckResult(CheckRun.PROOF, Verdict.PASS, "the server computed the same token", ""));
    } catch (AuthException e) {
      boolean answered = e.code().equals(OAuth1aErrorCode.PROOF_MISMATCH);
      results.add(watch.clockResult());
      results.add(
          answered
              ? new CheckResult(CheckRun.TOKEN, Verdict.PASS, "the server gave its half", "")
              : CheckRun.failure(CheckRun.TOKEN, e));
      results.add(
          answered
              ? CheckRun.failure(CheckRun.PROOF, e)
              : new CheckResult(
                  CheckRun.PROOF, Verdict.SKIP, "not tried without a live session token", ""));
    }
    return results;
  }

  /** Calls without a query, for which all recipes are alike. */
  CheckResult call() {
    TokenExchange exchange = get("", settings.firstRecipe());
    int status = exchange.answer().status();
    if (status == 401) {
      return new CheckResult(
          CheckRun.CALL,
          Verdict.FAIL,
          "refused" + said(exchange),
          "Try again; if it stays so, issue a new access token.");
    }
    return judged(CheckRun.CALL, exchange, "the accounts were listed");
  }

  /** Calls with a query, and finds out which recipe is accepted if the configured one is not. */
  CheckResult query() {
    BaseStringRecipe configured = settings.firstRecipe();
    TokenExchange exchange = get(QUERY, configured);
    if (exchange.answer().status() != 401) {
      return judged(CheckRun.QUERY, exchange, "accepted with the recipe " + configured.word());
    }
    List<String> accepted = new ArrayList<>();
    for (BaseStringRecipe recipe : BaseStringRecipe.candidates()) {
      if (recipe != configured && get(QUERY, recipe).answer().status() != 401) {
        accepted.add(recipe.word());
      }
    }
    if (accepted.isEmpty()) {
      return new CheckResult(
          CheckRun.QUERY,
          Verdict.FAIL,
          "refused under every recipe" + said(exchange),
          "Report it: the broker signs queries in a way that is not known yet.");
    }
    boolean searches = settings.recipe() == BaseStringRecipe.AUTO;
    return new CheckResult(
        CheckRun.QUERY,
        searches ? Verdict.PASS : Verdict.WARN,
        "refused with the recipe "
            + configured.word()
            + ", accepted with "
            + String.join(", ", accepted),
        "Set "
            + settings.name(OAuth1aKeys.BASE_STRING_RECIPE)
            + " to "
            + accepted.get(0)
            + (searches ? " to spare the search." : "."));
  }

  private TokenExchange get(String query, BaseStringRecipe recipe) {
    URI uri = URI.create(settings.endpoints().trading() + ACCOUNTS + query);
    SigningCredential held = Objects.requireNonNull(credential, "credential");
    String header = handshake.signer().header(held, recipe, "GET", uri.toString(), List.of());
    return handshake.wire().get(Step.SIGNED_CALL, uri, header);
  }

  private static CheckResult judged(String step, TokenExchange exchange, String good) {
    int status = exchange.answer().status();
    if (exchange.success()) {
      return new CheckResult(step, Verdict.PASS, good, "");
    }
    return new CheckResult(
        step,
        Verdict.WARN,
        "the signature was not refused, but the server answered " + status + said(exchange),
        status >= 500
            ? "Try again later."
            : "Open a brokerage session first if the server wants one.");
  }

  private static String said(TokenExchange exchange) {
    String text = ErrorBody.of(exchange.answer()).text();
    return text.isEmpty() ? "" : " (\"" + text + "\")";
  }

  @Override
  public void close() {
    handshake.close();
  }

  /** Notes what the server's clock shows. */
  private final class Watch implements TokenSource.LoadContext {

    private @Nullable ClockGap gap;

    @Override
    public Instant now() {
      return runtime.clock().instant();
    }

    @Override
    public Duration skew() {
      return Duration.ZERO;
    }

    @Override
    public void serverDate(Instant date) {
      Instant now = runtime.clock().instant();
      gap = ClockGap.of(date, now, now);
    }

    CheckResult clockResult() {
      ClockGap seen = gap;
      if (seen == null) {
        return new CheckResult(
            CheckRun.CLOCK, Verdict.SKIP, "the server did not say what time it has", "");
      }
      return seen.sentence()
          .map(
              words ->
                  new CheckResult(
                      CheckRun.CLOCK,
                      Verdict.WARN,
                      words + "; signatures are given the server's time",
                      "Turn on time synchronization (NTP)."))
          .orElseGet(
              () -> new CheckResult(CheckRun.CLOCK, Verdict.PASS, "agrees with the server's", ""));
    }
  }
}
