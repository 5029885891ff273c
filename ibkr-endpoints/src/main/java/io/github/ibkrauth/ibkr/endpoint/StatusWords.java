package io.github.ibkrauth.ibkr.endpoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a status means to a user, and what to do about it. */
final class StatusWords {

  static final String LOOK_FIRST = " It may have taken effect: look before you send it again.";

  private StatusWords() {}

  /**
   * Returns the sentence about a refused call that must not go out twice, or the empty text.
   *
   * @param cure what is done about the cause
   */
  static String notSentAgain(Endpoint endpoint, String cure) {
    return endpoint.isRead() || endpoint.need() == Endpoint.Need.NONE
        ? ""
        : " It was not sent again; " + cure + ".";
  }

  /** Returns the end of the sentence that the endpoint begins. */
  static String happened(int status) {
    return switch (status) {
      case 401 -> " was refused for its credential (401).";
      case 403 -> " is not allowed (403).";
      case 404 -> " was not found (404).";
      case 410 -> " is gone from this host (410).";
      case 411 -> " was refused for a missing length (411).";
      case 429 -> " was refused for too many calls (429).";
      default -> other(status);
    };
  }

  /** Returns a sentence that says what to do. */
  static String advice(Endpoint endpoint, int status, @Nullable Duration wait) {
    return switch (status) {
      case 401 ->
          endpoint.isRead()
              ? " The session may have ended or the address of this machine changed; if it"
                  + " persists, check the credentials."
              : " It was not sent a second time; the credential has been renewed if that was"
                  + " possible.";
      case 403 ->
          " Check the permissions of the user and the scopes of the credential"
              + (endpoint.scopes().isEmpty()
                  ? "."
                  : ": it needs " + String.join(" or ", endpoint.scopes()) + ".");
      case 404 -> " Check the path and the ids in it.";
      case 410 -> " Log in again, perhaps at another host of the broker's.";
      case 411 -> " Something between here and the broker drops Content-Length.";
      case 429 ->
          " Stop calling for "
              + (wait == null ? "15 minutes" : wait.toSeconds() + " s")
              + ": more calls prolong the penalty.";
      default -> otherAdvice(endpoint, status);
    };
  }

  private static String other(int status) {
    if (status == 408 || status >= 500) {
      return " failed at the broker (" + status + ").";
    }
    return status < 400
        ? " was redirected ("
            + status
            + "), which is not followed, because the credential stays with its host."
        : " was refused (" + status + ").";
  }

  private static String otherAdvice(Endpoint endpoint, int status) {
    if (status == 408 || status >= 500) {
      return endpoint.isRead() ? " Try again later." : LOOK_FIRST;
    }
    return status < 400 ? " Check the base URL." : " Check its input.";
  }
}
