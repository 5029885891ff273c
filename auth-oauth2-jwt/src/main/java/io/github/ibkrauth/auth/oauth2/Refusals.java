package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Makes the exceptions for one answer of one step: the step, the endpoint and what was answered,
 * then why, then what to do.
 */
final class Refusals {

  private final Step step;
  private final URI uri;
  private final String urlSetting;
  private final LoginReply reply;
  private final Complaint complaint;
  private final List<String> secrets;

  /**
   * Creates it for one answer.
   *
   * @param urlSetting the setting that holds the address, for messages
   * @param secrets what must not be repeated from the answer
   */
  Refusals(Step step, URI uri, String urlSetting, LoginReply reply, List<String> secrets) {
    this.step = step;
    this.uri = uri;
    this.urlSetting = urlSetting;
    this.reply = reply;
    this.secrets = List.copyOf(secrets);
    this.complaint = Complaint.of(reply, this.secrets);
  }

  Complaint complaint() {
    return complaint;
  }

  /** Returns the failure for every status that means the same in all steps. */
  AuthException byStatus() {
    int status = reply.status();
    if (status == 429) {
      return transport(
          AuthErrorCode.RATE_LIMITED,
          "too many requests came from this address",
          "Wait"
              + (reply.retryAfter() == null ? "" : " " + reply.retryAfter().toSeconds() + " s")
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
          "it wants the request sent elsewhere, which a credential never is", checkUrl());
    }
    if (status == 404 || status == 405 || status == 410) {
      return protocol("nothing takes such a request there", checkUrl());
    }
    if (reply.html()) {
      return protocol(
          "the page comes from the network in front of the server, not from the server",
          "Check proxy, firewall and VPN on the way to it.");
    }
    return protocol("the request is not taken in this form", checkUrl());
  }

  /** Returns the failure for an answer that claims success and holds no token. */
  AuthProtocolException noToken(String why) {
    return protocol(
        why,
        "Check that "
            + urlSetting
            + " is the right endpoint and that no proxy or login page stands between.");
  }

  CredentialRejectedException rejected(AuthErrorCode code, String why, String remedy) {
    return new CredentialRejectedException(details(code, why, remedy));
  }

  CredentialRejectedException clockSkew(String gap, String tolerance) {
    return rejected(
        AuthErrorCode.CLOCK_SKEW,
        gap + ", and " + tolerance,
        "Set this computer's clock by NTP and try again.");
  }

  private AuthTransportException transport(AuthErrorCode code, String why, String remedy) {
    return new AuthTransportException(
        details(code, why, remedy).withRetryAfter(reply.retryAfter()));
  }

  private AuthProtocolException protocol(String why, String remedy) {
    return new AuthProtocolException(details(AuthErrorCode.PROTOCOL, why, remedy));
  }

  private String checkUrl() {
    return "Check " + urlSetting + ".";
  }

  private Details details(AuthErrorCode code, String why, String remedy) {
    return Details.of(
            code,
            step.title()
                + ": "
                + Endpoints.shown(uri)
                + " answered "
                + reply.status()
                + said()
                + ": "
                + why
                + ". "
                + remedy)
        .withStrategy(OAuth2JwtProvider.ID);
  }

  /** Returns what came, for people: form and first words of it. */
  private String said() {
    if (reply.text().isBlank()) {
      return " without a body";
    }
    if (reply.success() && reply.json() != null) {
      // A JSON body of a successful answer may hold a token in a place nobody expects.
      return " with JSON";
    }
    String words = ShownText.of(complaint.words(), secrets);
    if (reply.html()) {
      return " with " + (words.isEmpty() ? "a web page" : words);
    }
    String quoted = words.isEmpty() ? "" : " (\"" + words + "\")";
    return reply.json() != null ? quoted : " with " + form() + quoted;
  }

  private String form() {
    String type = reply.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.isEmpty()
        ? "a body of no declared type"
        : "a body of type " + ShownText.of(type, secrets);
  }
}
