package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.googlehttp.support.ClockGap;
import io.github.ibkrauth.auth.googlehttp.support.HostCheck;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.token.TokenCache;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One run through all steps. Used by one thread. */
final class CheckRun {

  private static final String CONFIGURATION = "configuration";
  private static final String KEY = "key";
  private static final String HOST = "host";
  private static final String CLOCK = "clock";
  private static final String ACCESS_TOKEN = "access token";
  private static final String EGRESS_IP = "egress IP";
  private static final String SSO_SESSION = "SSO session";

  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final SettingsReader reader;
  private final ConsentReader consent;
  private final List<CheckResult> results = new ArrayList<>();

  CheckRun(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
    this.reader = new SettingsReader(config, runtime);
    this.consent = new ConsentReader(config, runtime);
  }

  List<CheckResult> run() {
    boolean configured = configuration();
    boolean signs =
        add(
            consent.signs()
                ? new KeyCheck(config, runtime).result(KEY)
                : new CheckResult(
                    KEY, Verdict.SKIP, "not needed: the client authenticates by a secret", ""));
    if (!configured || !signs) {
      skipRest("not tried before configuration and key are right");
      return List.copyOf(results);
    }
    Settings settings = reader.read();
    if (!add(hosts(settings))) {
      skipRest("not tried, since the host is not found");
      return List.copyOf(results);
    }
    try {
      logIn(settings);
    } catch (RuntimeException e) {
      results.add(failure(nextStep(), e));
      skipRest("not tried after the failure");
    }
    return List.copyOf(results);
  }

  private boolean configuration() {
    List<String> problems = reader.problemsBesideKey();
    return add(
        problems.isEmpty()
            ? new CheckResult(CONFIGURATION, Verdict.PASS, "all settings are valid", "")
            : new CheckResult(
                CONFIGURATION,
                Verdict.FAIL,
                String.join(System.lineSeparator(), problems),
                "Correct the settings that are named."));
  }

  private CheckResult hosts(Settings settings) {
    Endpoints endpoints = settings.endpoints();
    List<URI> addresses =
        consent.ofUsers()
            ? Stream.concat(
                    consent.read().fixed().forTokens().stream(), Stream.of(endpoints.base()))
                .toList()
            : List.of(endpoints.token(), endpoints.sso(), endpoints.base());
    HostCheck check = HostCheck.of(addresses, runtime);
    Verdict verdict =
        switch (check.outcome()) {
          case FOUND -> Verdict.PASS;
          case PERHAPS_ELSEWHERE -> Verdict.WARN;
          case UNKNOWN -> Verdict.FAIL;
        };
    String setting = settings.name(OAuth2JwtKeys.BASE_URL) + " or its token-url or sso-url";
    return new CheckResult(HOST, verdict, check.detail(), check.remedy(setting));
  }

  private void logIn(Settings settings) {
    RecordingWire wire = new RecordingWire(GoogleWire.open(config, runtime));
    try (Login login =
        OAuth2JwtStrategy.login(
            OAuth2JwtStrategy.nextSessionId(),
            settings,
            consent.ofUsers() ? consent.read() : null,
            new Discovered(),
            config,
            runtime,
            (sameConfig, sameRuntime) -> wire)) {
      CheckResult bought = accessToken(login.accessTokens());
      results.add(clock(settings, wire.last()));
      if (!add(bought)) {
        skipRest("not tried without an access token");
        return;
      }
      Optional<TokenCache<BearerToken>> ssoTokens = login.ssoTokens();
      if (ssoTokens.isEmpty()) {
        skipRest(
            consent.ofUsers()
                ? "not needed: " + settings.name(OAuth2JwtKeys.GRANT) + " is authorization-code"
                : "not needed: " + settings.name(OAuth2JwtKeys.MODE) + " is token-only");
        return;
      }
      if (!add(egress(settings, login.egress()))) {
        skipRest("not tried without an address");
        return;
      }
      results.add(ssoSession(ssoTokens.get()));
    }
  }

  private CheckResult accessToken(TokenCache<BearerToken> tokens) {
    try {
      BearerToken token = tokens.get();
      String scope = token.scope();
      return new CheckResult(
          ACCESS_TOKEN,
          Verdict.PASS,
          "granted"
              + (scope == null ? "" : ", scope " + ShownText.of(scope, List.of()))
              + (tokens.expiresAt().isEmpty() ? "" : ", expires in " + left(tokens) + " s"),
          "");
    } catch (AuthException e) {
      return failure(ACCESS_TOKEN, e);
    }
  }

  private CheckResult clock(Settings settings, Optional<LoginReply> reply) {
    if (reply.isEmpty() || reply.get().date() == null) {
      return new CheckResult(CLOCK, Verdict.SKIP, "the server did not say what time it has", "");
    }
    ClockGap gap = reply.get().clockGap();
    Optional<String> sentence = gap.sentence();
    if (sentence.isEmpty()) {
      return new CheckResult(CLOCK, Verdict.PASS, "agrees with the server's", "");
    }
    boolean harmful = gap.breaks(settings.assertion().backdate(), settings.assertion().lifetime());
    return new CheckResult(
        CLOCK,
        harmful ? Verdict.FAIL : Verdict.WARN,
        sentence.get() + (harmful ? ": client assertions look invalid to it" : ""),
        "Turn on time synchronization (NTP).");
  }

  private CheckResult egress(Settings settings, Egress egress) {
    String address;
    try {
      address = egress.current();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CheckResult(EGRESS_IP, Verdict.FAIL, "the check was interrupted", "Run it again.");
    } catch (AuthException e) {
      return failure(EGRESS_IP, e);
    }
    boolean suspicious =
        IpAddresses.isLocal(address) && !WebAddress.isThisComputer(settings.endpoints().sso());
    return new CheckResult(
        EGRESS_IP,
        suspicious ? Verdict.WARN : Verdict.PASS,
        address
            + " from "
            + egress.source()
            + (suspicious ? "; the broker never sees such a private address" : ""),
        suspicious ? "Set the public address from which this computer reaches the broker." : "");
  }

  private CheckResult ssoSession(TokenCache<BearerToken> tokens) {
    try {
      tokens.get();
      return new CheckResult(
          SSO_SESSION, Verdict.PASS, "opened, used for " + left(tokens) + " s at most", "");
    } catch (AuthException e) {
      return failure(SSO_SESSION, e);
    }
  }

  private long left(TokenCache<BearerToken> tokens) {
    Instant now = runtime.clock().instant();
    return Duration.between(now, tokens.expiresAt().orElse(now)).toSeconds();
  }

  private static CheckResult failure(String step, RuntimeException e) {
    if (e instanceof AuthException known) {
      String message = String.valueOf(known.getMessage());
      return new CheckResult(step, Verdict.FAIL, message, Remedies.of(known.code()));
    }
    // The message of a foreign exception is not shown: nobody knows what it holds.
    return new CheckResult(
        step,
        Verdict.FAIL,
        "failed in this program: " + e.getClass().getName(),
        "Report it with this name.");
  }

  /** Adds a result; returns whether to go on. */
  private boolean add(CheckResult result) {
    results.add(result);
    return result.verdict() != Verdict.FAIL;
  }

  private void skipRest(String why) {
    while (results.size() < steps().size()) {
      results.add(new CheckResult(nextStep(), Verdict.SKIP, why, ""));
    }
  }

  private String nextStep() {
    return steps().get(Math.min(results.size(), steps().size() - 1));
  }

  private static List<String> steps() {
    return List.of(CONFIGURATION, KEY, HOST, CLOCK, ACCESS_TOKEN, EGRESS_IP, SSO_SESSION);
  }
}
