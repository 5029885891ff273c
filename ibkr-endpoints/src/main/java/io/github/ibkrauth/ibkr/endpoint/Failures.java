package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import io.github.ibkrauth.auth.googlehttp.support.TlsFailure;
import io.github.ibkrauth.ibkr.AccessRefusedException;
import io.github.ibkrauth.ibkr.AccountsNotQueriedException;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.NoAnswerException.Reason;
import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.NotFoundException;
import io.github.ibkrauth.ibkr.RateLimitedException;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.ServerTroubleException;
import io.github.ibkrauth.ibkr.UnreadableAnswerException;
import io.github.ibkrauth.ibkr.json.UnreadableBodyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Turns answers and broken connections into exceptions. */
final class Failures {

  private static final String GIVEN_UP = " was given up, because its thread was interrupted.";

  private Failures() {}

  /** Returns what an answer means, if it means failure. */
  static Optional<IbkrException> of(Endpoint endpoint, Answer answer) {
    if (answer.ok()) {
      return ofSuccess(endpoint, answer);
    }
    String words = BrokerText.of(answer).orElse(null);
    String known = words == null ? "" : words.toLowerCase(Locale.ROOT);
    if (known.contains("no bridge")) {
      return Optional.of(
          new NoBrokerageSessionException(
              answered(
                      endpoint,
                      answer,
                      words,
                      " found no brokerage session."
                          + said(words)
                          + StatusWords.notSentAgain(
                              endpoint, "the brokerage session is opened again"))
                  .thatMayPass()));
    }
    if (known.contains("query /accounts first")) {
      return Optional.of(
          new AccountsNotQueriedException(
              answered(
                      endpoint,
                      answer,
                      words,
                      " wants the accounts listed first."
                          + said(words)
                          + StatusWords.notSentAgain(
                              endpoint, "the accounts are listed before the next call"))
                  .thatMayPass()));
    }
    return Optional.of(ofStatus(endpoint, answer, words));
  }

  private static IbkrException ofStatus(Endpoint endpoint, Answer answer, @Nullable String words) {
    int status = answer.status();
    Failure failure =
        answered(
                endpoint,
                answer,
                words,
                StatusWords.happened(status)
                    + said(words)
                    + StatusWords.advice(endpoint, status, answer.retryAfter()))
            .withRetryAfter(answer.retryAfter());
    if (status == 408 || status >= 500) {
      return new ServerTroubleException(
          failure.thatMayPass().withOutcomeUnknown(!endpoint.isRead()));
    }
    return switch (status) {
      case 401, 403 -> new AccessRefusedException(failure);
      case 404 -> new NotFoundException(failure);
      case 429 -> new RateLimitedException(failure.thatMayPass());
      default -> new RequestRefusedException(failure);
    };
  }

  /**
   * Returns the same for an answer whose form is not known: besides, a web page is no answer, and a
   * body that is called JSON has to be.
   */
  static Optional<IbkrException> ofRaw(Endpoint endpoint, Answer answer) {
    Optional<IbkrException> failure = of(endpoint, answer);
    if (failure.isPresent() || answer.body().length == 0) {
      return failure;
    }
    try {
      answer.json();
      return Optional.empty();
    } catch (UnreadableBodyException e) {
      boolean wrong =
          e.reason() == UnreadableBodyException.Reason.HTML
              || answer.contentType().toLowerCase(Locale.ROOT).contains("json");
      return wrong ? Optional.of(of(endpoint, answer, e)) : Optional.empty();
    }
  }

  /** Returns what a broken or missing answer means. */
  static NoAnswerException of(Endpoint endpoint, URI uri, IOException thrown) {
    Optional<TlsFailure> tls = TlsFailure.of(uri, thrown);
    Reason reason = reason(thrown, tls);
    boolean mayHaveArrived =
        !endpoint.isRead() && reason != Reason.UNKNOWN_HOST && reason != Reason.NOT_CONNECTED;
    String what =
        switch (reason) {
          case UNKNOWN_HOST ->
              " could not be sent: the name of the host does not resolve. Check the base URL and"
                  + " the network.";
          case NOT_CONNECTED ->
              " could not be sent: "
                  + tls.map(TlsFailure::sentence)
                      .orElse(
                          "no connection. Check the base URL, and that nothing blocks the way.");
          case TIMEOUT -> " got no answer in time.";
          case CONNECTION_LOST ->
              " got no whole answer: "
                  + tls.filter(failure -> failure.code().equals(TlsErrorCode.TLS_EXPECTED))
                      .map(TlsFailure::sentence)
                      .orElse("the connection broke.");
          case INTERRUPTED -> GIVEN_UP;
        };
    Failure failure =
        Failure.of(endpoint, endpoint + what + (mayHaveArrived ? StatusWords.LOOK_FIRST : ""))
            .withOutcomeUnknown(mayHaveArrived)
            .withCause(thrown);
    return new NoAnswerException(
        reason == Reason.INTERRUPTED ? failure : failure.thatMayPass(), reason);
  }

  /** Returns whether no connection came about, so that nothing can have arrived. */
  static boolean isNeverConnected(RuntimeException thrown) {
    return thrown instanceof NoAnswerException none
        && (none.reason() == Reason.UNKNOWN_HOST || none.reason() == Reason.NOT_CONNECTED);
  }

  /** Returns what an interrupt means between two calls of an endpoint. */
  static NoAnswerException interrupted(Endpoint endpoint) {
    return new NoAnswerException(Failure.of(endpoint, endpoint + GIVEN_UP), Reason.INTERRUPTED);
  }

  /** Returns what a body means that the endpoint's reader cannot read. */
  static IbkrException of(Endpoint endpoint, Answer answer, UnreadableBodyException thrown) {
    return new UnreadableAnswerException(
        answered(
                endpoint,
                answer,
                null,
                " got status "
                    + answer.status()
                    + " with a body that cannot be read. "
                    + thrown.sentence()
                    + (thrown.reason() == UnreadableBodyException.Reason.HTML
                        ? " Something else than the API answered: check the base URL, or wait for"
                            + " the end of maintenance."
                        : " If it persists, the endpoint has changed.")
                    + (endpoint.isRead() ? "" : StatusWords.LOOK_FIRST))
            .withOutcomeUnknown(!endpoint.isRead())
            .withCause(thrown));
  }

  private static Optional<IbkrException> ofSuccess(Endpoint endpoint, Answer answer) {
    if (answer.tooLong()) {
      return Optional.of(
          new UnreadableAnswerException(
              answered(
                      endpoint,
                      answer,
                      null,
                      " answered with more than "
                          + Answer.LONGEST_BODY / 1024 / 1024
                          + " MiB, which is not read.")
                  .withOutcomeUnknown(!endpoint.isRead())));
    }
    return answer
        .object()
        .flatMap(BrokerText::ofFailure)
        .map(words -> ofErrorWithSuccess(endpoint, answer, words));
  }

  private static IbkrException ofErrorWithSuccess(Endpoint endpoint, Answer answer, String words) {
    if (words.toLowerCase(Locale.ROOT).contains("no session")) {
      return new AccessRefusedException(
          answered(
              endpoint,
              answer,
              words,
              " found no session for this login: '" + words + "'. Log in again."));
    }
    return new RequestRefusedException(
        answered(endpoint, answer, words, " was answered with an error: '" + words + "'."));
  }

  private static String said(@Nullable String words) {
    return words == null ? "" : " The broker says: '" + words + "'.";
  }

  private static Failure answered(
      Endpoint endpoint, Answer answer, @Nullable String words, String what) {
    return Failure.of(endpoint, endpoint + what).withAnswer(answer.status(), words);
  }

  private static Reason reason(IOException thrown, Optional<TlsFailure> tls) {
    String name = thrown.getClass().getSimpleName();
    if (thrown instanceof UnknownHostException) {
      return Reason.UNKNOWN_HOST;
    }
    if (thrown instanceof ConnectException
        || thrown instanceof NoRouteToHostException
        || thrown instanceof SSLHandshakeException
        || thrown instanceof SSLPeerUnverifiedException
        || tls.filter(failure -> failure.code().equals(TlsErrorCode.NOT_TLS)).isPresent()
        || name.equals("ConnectTimeoutException")) {
      return Reason.NOT_CONNECTED;
    }
    if (thrown instanceof SocketTimeoutException) {
      return Reason.TIMEOUT;
    }
    if (thrown instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
      return Reason.INTERRUPTED;
    }
    return thrown instanceof InterruptedIOException ? Reason.TIMEOUT : Reason.CONNECTION_LOST;
  }
}
