package com.example.connect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/** One browser that is signed in at this application. */
final class WebSession {

  private final String user;
  private final String formToken;
  private Instant lastSeen;
  private Notice notice = Notice.NONE;
  private List<String> accounts = List.of();

  WebSession(String user, String formToken, Instant now) {
    this.user = user;
    this.formToken = formToken;
    this.lastSeen = now;
  }

  String user() {
    return user;
  }

  /** What every form of this browser has to send along, so that no other site can post here. */
  String formToken() {
    return formToken;
  }

  boolean isOwnForm(String token) {
    return MessageDigest.isEqual(
        formToken.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  synchronized Instant lastSeen() {
    return lastSeen;
  }

  synchronized void seen(Instant now) {
    lastSeen = now;
  }

  /** The accounts that the page shows, as they were last asked for. */
  synchronized List<String> accounts() {
    return accounts;
  }

  synchronized void accounts(List<String> value) {
    accounts = List.copyOf(value);
  }

  /** Keeps what the next page is to say. */
  synchronized void tell(Notice next) {
    notice = next;
  }

  /** Returns what the page is to say, once. */
  synchronized Notice takeNotice() {
    Notice taken = notice;
    notice = Notice.NONE;
    return taken;
  }
}
