package io.github.ibkrauth.auth.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** One run through all steps. Used by one thread. */
final class CheckRun {

  static final String CONFIGURATION = "configuration";
  static final String REACHABLE = "reachable";
  static final String CERTIFICATE = "certificate";
  static final String ALLOWED = "allowed address";
  static final String LOGGED_IN = "logged in";
  static final String BROKERAGE = "brokerage session";
  static final String COMPETING = "competing";

  private static final List<String> STEPS =
      List.of(CONFIGURATION, REACHABLE, CERTIFICATE, ALLOWED, LOGGED_IN, BROKERAGE, COMPETING);
  private static final JsonMapper JSON = new JsonMapper();

  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final List<CheckResult> results = new ArrayList<>();

  CheckRun(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
  }

  List<CheckResult> run() {
    List<String> problems = new SettingsReader(config).problems();
    if (!problems.isEmpty()) {
      results.add(
          CheckResult.fail(
              CONFIGURATION,
              String.join(System.lineSeparator(), problems),
              "Correct the settings that are named."));
      return skipRest("not tried before the settings are right");
    }
    results.add(CheckResult.pass(CONFIGURATION, "all settings are valid"));
    GatewaySettings settings = GatewaySettings.from(config);
    CertificateCheck certificate = new CertificateCheck(config, runtime, settings);
    try (HttpGatewayCalls calls = HttpGatewayCalls.open(config, runtime)) {
      certificate.look();
      return judge(calls.ask(GatewayCall.TICKLE), settings, certificate);
    } catch (AuthException e) {
      results.add(
          CheckResult.fail(
              nextStep(),
              String.valueOf(e.getMessage()),
              "Do what the detail says, then try again."));
      return skipRest("not tried after the failure");
    }
  }

  private List<CheckResult> judge(
      GatewayAnswer answer, GatewaySettings settings, CertificateCheck certificate) {
    GatewayCondition condition = answer.condition();
    results.add(reachable(answer, settings));
    if (condition == GatewayCondition.GATEWAY_DOWN
        || condition == GatewayCondition.NOT_A_GATEWAY
        || condition == GatewayCondition.INTERRUPTED) {
      return skipRest("not tried, since no gateway answers");
    }
    results.add(certificate.result(answer));
    if (condition == GatewayCondition.CERTIFICATE_REFUSED) {
      return skipRest("not tried, since nothing is sent to a server that is not trusted");
    }
    results.add(allowed(answer, settings));
    if (condition == GatewayCondition.ACCESS_DENIED) {
      return skipRest("not tried, since the gateway refuses this computer");
    }
    if (condition == GatewayCondition.UPSTREAM_DOWN || condition == GatewayCondition.UNAVAILABLE) {
      return skipRest("cannot be told while the broker does not answer");
    }
    if (condition == GatewayCondition.LOGIN_REQUIRED) {
      results.add(
          CheckResult.fail(
              LOGGED_IN,
              "nobody is logged in at the gateway",
              "Open " + settings.loginPage() + " in a browser on the gateway's computer; log in."));
      return skipRest("not tried without a login");
    }
    results.add(CheckResult.pass(LOGGED_IN, "somebody is logged in"));
    brokerage(answer.reply().body());
    return List.copyOf(results);
  }

  private static CheckResult reachable(GatewayAnswer answer, GatewaySettings settings) {
    String sentence = answer.reply().sentence();
    return switch (answer.condition()) {
      case ANSWERED, LOGIN_REQUIRED ->
          CheckResult.pass(REACHABLE, "the gateway at " + settings.server() + " answers");
      case ACCESS_DENIED, CERTIFICATE_REFUSED ->
          CheckResult.pass(REACHABLE, settings.server() + " takes connections");
      case GATEWAY_DOWN ->
          CheckResult.fail(
              REACHABLE,
              sentence,
              "Start the gateway, or correct " + settings.name(GatewayKeys.BASE_URL) + ".");
      case NOT_A_GATEWAY ->
          CheckResult.fail(
              REACHABLE, sentence, "Correct " + settings.name(GatewayKeys.BASE_URL) + ".");
      case UPSTREAM_DOWN, UNAVAILABLE ->
          CheckResult.fail(
              REACHABLE,
              sentence,
              "Wait; the broker resets at night and works on its systems on Saturday evenings. The"
                  + " login may still be good.");
      case INTERRUPTED -> CheckResult.fail(REACHABLE, sentence, "Try again.");
    };
  }

  private static CheckResult allowed(GatewayAnswer answer, GatewaySettings settings) {
    if (answer.condition() != GatewayCondition.ACCESS_DENIED) {
      return CheckResult.pass(ALLOWED, "the gateway takes requests from this computer");
    }
    return CheckResult.fail(
        ALLOWED,
        answer.reply().sentence(),
        String.join(
            System.lineSeparator(),
            "Add the address to the gateway's root/conf.yaml, and restart the gateway:",
            "ips:",
            "  allow:",
            "    - " + CallerAddress.towards(settings.gateway())));
  }

  private void brokerage(String body) {
    JsonNode status = status(body);
    if (!status.isObject()) {
      results.add(
          CheckResult.warn(
              BROKERAGE,
              "the answer says nothing about it",
              "Run ibkr gateway maintain, which opens it."));
      skipRest("the answer says nothing about it");
      return;
    }
    boolean authenticated = status.path("authenticated").asBoolean();
    boolean connected = status.path("connected").asBoolean();
    boolean established = status.path("established").asBoolean(true);
    results.add(
        authenticated && connected && established
            ? CheckResult.pass(BROKERAGE, "authenticated and connected")
            : CheckResult.warn(
                BROKERAGE,
                "authenticated is " + authenticated + " and connected is " + connected,
                "Nothing, if a program opens it when it needs it; ibkr gateway maintain opens it"
                    + " now."));
    results.add(
        status.path("competing").asBoolean()
            ? CheckResult.warn(
                COMPETING,
                "another login of the same user has the brokerage session",
                "End the other one: TWS, IB Gateway, Client Portal, the mobile app or another API"
                    + " program; or give this program a user name of its own.")
            : CheckResult.pass(COMPETING, "no other login has the brokerage session"));
  }

  private static JsonNode status(String body) {
    try {
      return JSON.readTree(body).path("iserver").path("authStatus");
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private List<CheckResult> skipRest(String why) {
    while (results.size() < STEPS.size()) {
      results.add(CheckResult.skip(nextStep(), why));
    }
    return List.copyOf(results);
  }

  private String nextStep() {
    return STEPS.get(Math.min(results.size(), STEPS.size() - 1));
  }
}
