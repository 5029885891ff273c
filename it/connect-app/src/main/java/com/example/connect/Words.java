package com.example.connect;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.ibkr.connect.ConnectionStatus;
import io.github.ibkrauth.ibkr.connect.ConnectionStatus.State;
import io.github.ibkrauth.ibkr.connect.ManualResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words how things stand, to a user who knows nothing of tokens. */
final class Words {

  private static final String AGAIN =
      "IBKR does not accept this connection any more. Connect again.";

  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry("CONNECT_DENIED", "You did not give access at IBKR, so nothing was connected."),
          Map.entry("CONNECT_EXPIRED", "That took too long. Press Connect IBKR and try again."),
          Map.entry(
              "CONNECT_STATE_MISMATCH",
              "IBKR's answer does not belong to anything you began here, so it was not used. Press"
                  + " Connect IBKR and try again."),
          Map.entry(
              "CONNECT_ALREADY_DONE",
              "This page was used already. The list below says what is connected."),
          Map.entry(
              "CONNECT_OTHER_USER",
              "Somebody else began this, so it was not used. Sign in as the one who pressed Connect"
                  + " IBKR, or press it yourself."),
          Map.entry("CONNECTION_UNKNOWN", "You are not connected. Press Connect IBKR."),
          Map.entry("CONNECTIONS_BUSY", "Too much is going on just now: try again in a minute."),
          Map.entry("GRANT_REVOKED", AGAIN),
          Map.entry("ACCESS_TOKEN_UNKNOWN", AGAIN));

  private Words() {}

  static Notice of(AuthErrorCode failure) {
    String code = failure.name();
    return new Notice(
        code,
        BY_CODE.getOrDefault(code, "IBKR could not be reached, or refused: try again later."));
  }

  /** The checks that failed, as the doctor told them. */
  static Notice of(ManualResult result) {
    return new Notice(
        "CREDENTIALS",
        result.failures().stream().map(Words::sentence).collect(Collectors.joining("\n")));
  }

  private static String sentence(CheckResult finding) {
    return finding.remedy().isEmpty()
        ? finding.detail()
        : finding.detail() + " " + finding.remedy();
  }

  static ConnectionRow row(ConnectionStatus status, List<String> accounts) {
    boolean needed = status.state() == State.USER_NEEDED;
    String way = status.manual() ? status.strategyId() + ", by hand" : status.strategyId();
    return new ConnectionRow(
        way,
        needed ? "needs you" : "connected",
        status.problem().map(code -> BY_CODE.getOrDefault(code.name(), AGAIN)).orElse(""),
        accounts);
  }
}
