package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions for one answer that brought no token: the step, the address and what was
 * answered, then why, then what to do. Shows of the body only what {@link ErrorBody} lets through.
 * Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class AnswerFailure {

  private final String strategyId;
  private final String step;
  private final URI uri;
  private final String setting;
  private final TokenEndpoint.Answer answer;

  /** Read when a failure is made: an answer that is a success is not looked through for errors. */
  private @Nullable ErrorBody body;

  private @Nullable String words;

  /**
   * Creates it for an answer.
   *
   * @param strategyId the strategy that asked
   * @param endpoint who was asked; names the step
   * @param setting the setting that holds the address, for messages
   * @param answer what came back
   */
  public AnswerFailure(
      String strategyId, TokenEndpoint endpoint, String setting, TokenEndpoint.Answer answer) {
    this.strategyId = Objects.requireNonNull(strategyId, "strategyId");
    this.step = endpoint.step();
    this.uri = endpoint.uri();
    this.setting = Objects.requireNonNull(setting, "setting");
    this.answer = Objects.requireNonNull(answer, "answer");
  }

  private AnswerFailure(AnswerFailure from, ErrorBody body, String words) {
    this.strategyId = from.strategyId;
    this.step = from.step;
    this.uri = from.uri;
    this.setting = from.setting;
    this.answer = from.answer;
    this.body = body;
    this.words = SafeText.of(words);
  }

  /**
   * Returns the same for a body that was read in another way, as when it repeats what must not be
   * shown, or says more than {@link ErrorBody} reads.
   *
   * @param read the body as far as it may be shown
   * @param shown what messages quote of it
   */
  public AnswerFailure quoting(ErrorBody read, String shown) {
    return new AnswerFailure(
        this, Objects.requireNonNull(read, "read"), Objects.requireNonNull(shown, "shown"));
  }

  /** Returns what the answer says. */
  public ErrorBody body() {
    ErrorBody known = body;
    if (known == null) {
      known = ErrorBody.of(answer);
      body = known;
    }
    return known;
  }

  private String words() {
    String known = words;
    return known == null ? body().text() : known;
  }

  /** Returns the failure for every status that means the same in all steps. */
  public AuthException byStatus() {
    int status = answer.status();
    if (status == 429) {
      return transport(
          AuthErrorCode.RATE_LIMITED,
          "too many requests came from this address",
          "Wait"
              + answer.retryAfter().map(wait -> " " + wait.toSeconds() + " s").orElse("")
              + " before the next login; the broker may shut an address out for up to 15 minutes.");
    }
    if (status == 408) {
      return transport(AuthErrorCode.TIMEOUT, "the request took too long", "Try again.");
    }
    if (status >= 500) {
      return transport(
          AuthErrorCode.SERVER_TROUBLE,
          "the server has trouble of its own",
          "Try again later; nothing is wrong on this side.");
    }
    if (status >= 300 && status < 400) {
      return protocol(
          "it wants the request sent elsewhere, which a credential never is", checkAddress());
    }
    if (status == 404 || status == 405 || status == 410) {
      return protocol("nothing takes such a request there", checkAddress());
    }
    if (body().shape() == ErrorBody.Shape.HTML) {
      return protocol(
          "the page comes from the network in front of the server, not from the server",
          "Check proxy, firewall and VPN on the way to it.");
    }
    return protocol("the request is not taken in this form", checkAddress());
  }

  /** Returns the failure for an answer that claims success and cannot be used. */
  public AuthProtocolException unusable(String why) {
    return protocol(
        why,
        "Check that "
            + setting
            + " is the right address and that no proxy or login page stands between.");
  }

  /** Returns the failure for a credential that will be refused again. */
  public CredentialRejectedException rejected(AuthErrorCode code, String why, String remedy) {
    return new CredentialRejectedException(details(code, why, remedy));
  }

  /** Returns the failure for an answer that is not understood. */
  public AuthProtocolException protocol(String why, String remedy) {
    return new AuthProtocolException(details(AuthErrorCode.PROTOCOL, why, remedy));
  }

  /** Returns the failure for a server that may answer better later. */
  public AuthTransportException transport(AuthErrorCode code, String why, String remedy) {
    return new AuthTransportException(
        details(code, why, remedy).withRetryAfter(answer.retryAfter().orElse(null)));
  }

  private String checkAddress() {
    return "Check " + setting + ".";
  }

  private Details details(AuthErrorCode code, String why, String remedy) {
    return Details.of(
            code,
            step
                + ": "
                + WebAddress.shown(uri)
                + " answered "
                + answer.status()
                + said()
                + ": "
                + why
                + ". "
                + remedy)
        .withStrategy(strategyId);
  }

  /**
   * Returns what came, for people. A successful answer may hold a token anywhere: only its form.
   */
  private String said() {
    boolean success = answer.status() >= 200 && answer.status() < 300;
    return switch (body().shape()) {
      case EMPTY -> " without a body";
      case HTML -> " with " + words();
      case TEXT -> success ? " with a text" : " (\"" + words() + "\")";
      default -> success || words().isEmpty() ? " with JSON" : " (\"" + words() + "\")";
    };
  }
}
