package io.github.ibkrauth.benchmarks;

import java.util.List;

/**
 * A row of the table: what is measured, what it is measured against, and what is to be reached.
 * Immutable.
 *
 * @param what is measured
 * @param against what
 * @param subject ours
 * @param peer the other
 * @param kind how the ratio is made
 * @param target the ratio that is to be reached
 */
record Comparison(
    String what, String against, Measurement subject, Measurement peer, Kind kind, double target) {

  private static final String AUTHORIZE = "OAuth 2.0: authorize a request, token cached";
  private static final String SIGN = "OAuth 1.0a: sign a `GET` with five query parameters";
  private static final String CALL = "typed `portfolio().accounts()`";

  /** Returns all that JMH measures. */
  static List<Comparison> all() {
    Measurement authorize = Measurement.time("AuthorizeBenchmark.authorize");
    Measurement sign = Measurement.time("SigningBenchmark.sign");
    Measurement assertion = Measurement.time("ClientAssertionBenchmark.assertion");
    return List.of(
        atMost(
            2,
            AUTHORIZE,
            "one volatile read and the header",
            authorize,
            Measurement.time("AuthorizeBenchmark.bareMinimum")),
        faster(
            3,
            AUTHORIZE,
            "google-auth-library `getRequestMetadata`",
            authorize,
            Measurement.time("AuthorizeBenchmark.googleAuthLibrary")),
        atMost(
            1.5,
            SIGN,
            "HMAC-SHA256 of the base string, key and `Mac` used again",
            sign,
            Measurement.time("SigningBenchmark.hmac")),
        atMost(
            1.5,
            SIGN,
            "the same, key used again and `Mac` looked up, as threads must",
            sign,
            Measurement.time("SigningBenchmark.hmacLookedUp")),
        faster(
            10,
            SIGN,
            "scribejava's HMAC-SHA1 header",
            sign,
            Measurement.time("SigningBenchmark.scribejava")),
        rate(
            1.8,
            SIGN + ", 2 threads",
            "1 thread",
            Measurement.rate("SigningBenchmark.sign", 2),
            Measurement.rate("SigningBenchmark.sign", 1)),
        atMost(
            1.1,
            "live session token, client's side",
            "1 RSA decryption, 1 RSA signature, 2 modular powers",
            Measurement.time("LiveSessionTokenBenchmark.exchange"),
            Measurement.time("LiveSessionTokenBenchmark.bareArithmetic")),
        atMost(
            1.1,
            "client assertion",
            "SHA256withRSA",
            assertion,
            Measurement.time("ClientAssertionBenchmark.bareSignature")),
        atMost(
            1,
            "client assertion",
            "Nimbus",
            assertion,
            Measurement.time("ClientAssertionBenchmark.nimbus")),
        call(0.9, 1, "transport", "the same transport used bare, and Jackson"),
        call(0.9, 16, "transport", "the same transport used bare, and Jackson"),
        call(1, 1, "javaNetHttp", "`java.net.http` and Jackson"),
        call(1, 16, "javaNetHttp", "`java.net.http` and Jackson"),
        opening("oauth2-jwt"),
        opening("oauth1a"),
        opening("gateway-session"),
        frame("2"),
        frame("10"));
  }

  private static Comparison call(double target, int threads, String peer, String against) {
    return rate(
        target,
        CALL + (threads == 1 ? ", 1 thread" : ", " + threads + " threads"),
        against,
        Measurement.rate("AccountsCallBenchmark.typed", threads),
        Measurement.rate("AccountsCallBenchmark." + peer, threads));
  }

  private static Comparison opening(String strategy) {
    return atMost(
        1.25,
        "open a session, `" + strategy + "`",
        "its round trips and its cryptography",
        Measurement.time("OpeningBenchmark.open").with("strategy", strategy),
        Measurement.time("OpeningBenchmark.byHand").with("strategy", strategy));
  }

  private static Comparison frame(String fields) {
    return atMost(
        1.5,
        "market data message of " + fields + " fields to record",
        "Jackson's tree of the same bytes",
        Measurement.time("StreamDecodingBenchmark.record").with("fields", fields),
        Measurement.time("StreamDecodingBenchmark.tree").with("fields", fields));
  }

  private static Comparison atMost(
      double target, String what, String against, Measurement subject, Measurement peer) {
    return new Comparison(what, against, subject, peer, Kind.TIME, target);
  }

  private static Comparison faster(
      double target, String what, String against, Measurement subject, Measurement peer) {
    return new Comparison(what, against, subject, peer, Kind.FASTER, target);
  }

  private static Comparison rate(
      double target, String what, String against, Measurement subject, Measurement peer) {
    return new Comparison(what, against, subject, peer, Kind.RATE, target);
  }

  /** Returns the ratio of two samples of one round. */
  double ratio(Sample ours, Sample other) {
    return kind == Kind.FASTER ? other.median() / ours.median() : ours.median() / other.median();
  }

  /** Returns the same ratio by the processor time of the calling threads. */
  double processorRatio(Sample ours, Sample other) {
    double spent = ours.processorMedian() / other.processorMedian();
    return switch (kind) {
      case TIME -> spent;
      case FASTER -> 1 / spent;
      // As many threads as there are could each do so much in a time.
      case RATE -> (double) subject.threads() / peer.threads() / spent;
    };
  }

  /** Returns whether a ratio is as good as wanted. */
  boolean reached(double ratio) {
    return kind == Kind.TIME ? ratio <= target : ratio >= target;
  }

  /** Returns the target as the table shows it. */
  String wanted() {
    String number = number(target);
    return switch (kind) {
      case TIME -> "≤ " + number + " ×";
      case FASTER -> "≥ " + number + " × faster";
      case RATE -> "≥ " + number + " × the rate";
    };
  }

  static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** How a ratio is made. */
  enum Kind {
    /** Our time by the other's: at most so much. */
    TIME,
    /** The other's time by ours: at least so much. */
    FASTER,
    /** Our rate by the other's: at least so much. */
    RATE
  }
}
