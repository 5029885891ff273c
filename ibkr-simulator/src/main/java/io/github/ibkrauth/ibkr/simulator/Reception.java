package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.RequestLog.CredentialKind;
import io.github.ibkrauth.ibkr.simulator.RequestLog.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes every request through the scripted faults, the weather, the edge rules, the calendar and
 * the routes, and writes it into the log.
 */
final class Reception {
  private static final System.Logger LOG = System.getLogger(Reception.class.getName());

  /** Where clients authenticate themselves. */
  private static final Set<String> CLIENT_PATHS =
      Set.of(
          TokenEndpoint.PATH,
          AuthorizationServerEndpoints.TOKEN,
          AuthorizationServerEndpoints.PUSHED,
          AuthorizationServerEndpoints.REVOCATION);

  private final RouteTable routes;
  private final Broker broker;
  private final Faults faults;
  private final Trouble trouble;
  private final RequestLog log;
  private final Runnable market;
  private final RequestLimits limits;
  private final Function<String, Optional<String>> oauth1Owner;

  Reception(
      RouteTable routes,
      Broker broker,
      Faults faults,
      Trouble trouble,
      Runnable market,
      RequestLog log,
      RequestLimits limits,
      Function<String, Optional<String>> oauth1Owner) {
    this.oauth1Owner = oauth1Owner;
    this.market = market;
    this.routes = routes;
    this.broker = broker;
    this.faults = faults;
    this.trouble = trouble;
    this.log = log;
    this.limits = limits;
  }

  /** What is to be sent, and how. */
  record Outcome(Answer answer, Disturbance disturbance) {}

  /** Lets happen what became due; to be called before anything is read off a request. */
  void catchUp() {
    trouble.catchUp();
    market.run();
  }

  /** Receives a call that a gateway passes on. */
  Outcome receive(Call call, boolean throughGateway) {
    return receive(call, disturbance(call), throughGateway);
  }

  /** Returns what disturbs a request, of which the head is enough; to be asked once for each. */
  Disturbance disturbance(Call head) {
    catchUp();
    Disturbance scripted = faults.next(head.method(), head.sentPath(), head.path());
    return scripted == Disturbance.NONE ? trouble.next() : scripted;
  }

  Outcome receive(Call call, Disturbance disturbance, boolean throughGateway) {
    RequestLimits.Visit visit = limits.arrive(call, user(call), throughGateway);
    try {
      return answered(call, disturbance, visit, throughGateway);
    } finally {
      visit.end(disturbance.delay());
    }
  }

  private Outcome answered(
      Call call, Disturbance disturbance, RequestLimits.Visit visit, boolean throughGateway) {
    Answer real = disturbance.processed() ? process(call, visit) : Answer.text(0, "", "");
    Answer sent = disturbance.answer() == null ? real : disturbance.answer();
    boolean silent = disturbance.isSilent();
    log.add(
        new Entry(
            broker.now(),
            call.method(),
            Redaction.text(call.sentPath()),
            Redaction.query(call.query()),
            Redaction.headers(call.headers()),
            silent ? 0 : sent.status(),
            credentialKind(call),
            silent ? "scripted fault" : sent.reason(),
            throughGateway,
            disturbance.processed()));
    return new Outcome(sent, disturbance);
  }

  private Answer process(Call call, RequestLimits.Visit visit) {
    try {
      Optional<Answer> refusal =
          visit.refusal().or(() -> EdgeRules.refusal(call)).or(() -> trouble.refusal(call));
      return refusal.isPresent() ? refusal.get() : routes.answer(call);
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the simulator failed on " + call.method() + " " + call.path(),
          e);
      return Answer.errorWithStatus(500, "the simulator failed: " + e.getClass().getSimpleName());
    }
  }

  /** Returns to whom a call is counted; null for one that belongs to nobody yet. */
  private @Nullable String user(Call call) {
    Optional<String> bearer = call.bearer();
    Optional<String> user =
        bearer
            .flatMap(broker::sessionOf)
            .or(() -> GatewayCookie.of(call).flatMap(broker::gatewayLogin))
            .map(login -> login.user.name())
            .or(() -> bearer.flatMap(broker::grantOf).map(AccessGrant::owner));
    return user.or(() -> signer(call)).orElse(null);
  }

  /** Who gave the access token of a signed call; the consumer when it is nobody's. */
  private Optional<String> signer(Call call) {
    try {
      if (!OAuthHeader.isIn(call) || signatureKind(call) != CredentialKind.OAUTH1_HMAC_SIGNATURE) {
        return Optional.empty();
      }
      OAuthHeader header = OAuthHeader.of(call);
      return oauth1Owner
          .apply(header.get("oauth_token"))
          .or(() -> Optional.of(header.get("oauth_consumer_key")));
    } catch (OAuthHeader.Malformed e) {
      return Optional.empty();
    }
  }

  private CredentialKind credentialKind(Call call) {
    Optional<String> bearer = call.bearer();
    if (bearer.flatMap(broker::grantOf).isPresent()) {
      return CredentialKind.ACCESS_TOKEN;
    }
    if (bearer.flatMap(broker::sessionOf).isPresent()) {
      return CredentialKind.SSO_TOKEN;
    }
    if (OAuthHeader.isIn(call)) {
      return signatureKind(call);
    }
    if (showsClientSecret(call)) {
      return CredentialKind.CLIENT_SECRET;
    }
    if (call.header("Authorization").isPresent()) {
      return CredentialKind.UNKNOWN;
    }
    if (GatewayCookie.of(call).flatMap(broker::gatewayLogin).isPresent()) {
      return CredentialKind.GATEWAY_LOGIN;
    }
    boolean assertion =
        CLIENT_PATHS.contains(call.path()) && call.text().contains("client_assertion=");
    return assertion ? CredentialKind.CLIENT_ASSERTION : CredentialKind.NONE;
  }

  private static boolean showsClientSecret(Call call) {
    return CLIENT_PATHS.contains(call.path())
        && !call.path().equals(TokenEndpoint.PATH)
        && (call.text().contains("client_secret=")
            || call.header("Authorization")
                .filter(value -> value.startsWith("Basic "))
                .isPresent());
  }

  private static CredentialKind signatureKind(Call call) {
    try {
      return switch (OAuthHeader.of(call).get("oauth_signature_method")) {
        case RsaSignedRequests.METHOD -> CredentialKind.OAUTH1_RSA_SIGNATURE;
        case LiveSessionSignature.METHOD -> CredentialKind.OAUTH1_HMAC_SIGNATURE;
        default -> CredentialKind.UNKNOWN;
      };
    } catch (OAuthHeader.Malformed e) {
      return CredentialKind.UNKNOWN;
    }
  }
}
