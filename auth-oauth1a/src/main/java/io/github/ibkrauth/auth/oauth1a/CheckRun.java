package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.googlehttp.support.HostCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One run through all steps. Used by one thread. */
final class CheckRun {

  static final String CONFIGURATION = "configuration";
  static final String CONSUMER_KEY = "consumer key";
  static final String SIGNATURE_KEY = "signature key";
  static final String ENCRYPTION_KEY = "encryption key";
  static final String DH_PARAMETERS = "DH parameters";
  static final String SECRET = "access token secret";
  static final String HOST = "host";
  static final String CLOCK = "clock";
  static final String TOKEN = "live session token";
  static final String PROOF = "proof";
  static final String CALL = "signed call";
  static final String QUERY = "signed query";

  private static final List<String> STEPS =
      List.of(
          CONFIGURATION,
          CONSUMER_KEY,
          SIGNATURE_KEY,
          ENCRYPTION_KEY,
          DH_PARAMETERS,
          SECRET,
          HOST,
          CLOCK,
          TOKEN,
          PROOF,
          CALL,
          QUERY);

  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final List<CheckResult> results = new ArrayList<>();

  CheckRun(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
  }

  List<CheckResult> run() {
    OfflineCheck offline = new OfflineCheck(config, runtime);
    // All of these are tried, whatever the others say: none needs another.
    boolean sound = true;
    sound &= add(CONFIGURATION, offline::configuration);
    sound &= add(CONSUMER_KEY, offline::consumerKey);
    sound &= add(SIGNATURE_KEY, offline::signatureKey);
    sound &= add(ENCRYPTION_KEY, offline::encryptionKey);
    sound &= add(DH_PARAMETERS, offline::dhParameters);
    sound &= add(SECRET, offline::secret);
    if (!sound) {
      skipRest("not tried before settings and keys are right");
      return List.copyOf(results);
    }
    online();
    return List.copyOf(results);
  }

  private void online() {
    Settings settings;
    try {
      settings = new SettingsReader(config, runtime).read();
    } catch (RuntimeException e) {
      results.add(failure(HOST, e));
      skipRest("not tried after the failure");
      return;
    }
    if (!add(HOST, () -> hosts(settings))) {
      skipRest("not tried, since the host is not found");
      return;
    }
    try (OnlineCheck online = new OnlineCheck(settings, config, runtime)) {
      results.addAll(online.token());
      if (results.stream().anyMatch(result -> result.verdict() == Verdict.FAIL)) {
        skipRest("not tried without a live session token");
        return;
      }
      if (add(CALL, online::call)) {
        add(QUERY, online::query);
      }
      skipRest("not tried, since a call without a query is refused");
    } catch (RuntimeException e) {
      results.add(failure(nextStep(), e));
      skipRest("not tried after the failure");
    }
  }

  private CheckResult hosts(Settings settings) {
    Endpoints endpoints = settings.endpoints();
    HostCheck check =
        HostCheck.of(List.of(endpoints.liveSessionToken(), endpoints.base()), runtime);
    Verdict verdict =
        switch (check.outcome()) {
          case FOUND -> Verdict.PASS;
          case PERHAPS_ELSEWHERE -> Verdict.WARN;
          case UNKNOWN -> Verdict.FAIL;
        };
    return new CheckResult(
        HOST, verdict, check.detail(), check.remedy(settings.name(OAuth1aKeys.BASE_URL)));
  }

  /** Returns a failed step for whatever was thrown. */
  static CheckResult failure(String step, RuntimeException e) {
    if (e instanceof AuthException known) {
      String message = String.valueOf(known.getMessage());
      return new CheckResult(step, Verdict.FAIL, message, remedy(known.code()));
    }
    // The message of a foreign exception is not shown: nobody knows what it holds.
    return new CheckResult(
        step,
        Verdict.FAIL,
        "failed in this program: " + e.getClass().getName(),
        "Report it with this name.");
  }

  private static String remedy(AuthErrorCode code) {
    if (code.equals(OAuth1aErrorCode.CONSUMER_NOT_ACTIVE)) {
      return "Wait for the next reset if the consumer key is new; if not, compare it with the"
          + " registration.";
    }
    if (code.equals(OAuth1aErrorCode.ACCESS_TOKEN_UNKNOWN)) {
      return "Issue a new access token; it works at once.";
    }
    if (code.equals(OAuth1aErrorCode.SIGNATURE_REFUSED)) {
      return "Compare the fingerprint of the signature key with the registration.";
    }
    if (code.equals(OAuth1aErrorCode.PROOF_MISMATCH)) {
      return "Set the DH parameters that were registered, and issue a new access token.";
    }
    if (code.equals(AuthErrorCode.CLOCK_SKEW)) {
      return "Turn on time synchronization (NTP).";
    }
    if (code.equals(AuthErrorCode.RATE_LIMITED)) {
      return "Wait 15 minutes before the next try.";
    }
    return code.equals(AuthErrorCode.CONFIGURATION)
        ? "Correct the settings that are named."
        : "Do what the detail says, then try again.";
  }

  /** Adds a result; returns whether to go on. */
  private boolean add(String step, Supplier<CheckResult> check) {
    CheckResult result;
    try {
      result = check.get();
    } catch (RuntimeException e) {
      result = failure(step, e);
    }
    results.add(result);
    return result.verdict() != Verdict.FAIL;
  }

  private void skipRest(String why) {
    while (results.size() < STEPS.size()) {
      results.add(new CheckResult(nextStep(), Verdict.SKIP, why, ""));
    }
  }

  private String nextStep() {
    return STEPS.get(Math.min(results.size(), STEPS.size() - 1));
  }
}
