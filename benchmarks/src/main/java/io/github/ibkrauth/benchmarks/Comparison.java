package io.github.ibkrauth.benchmarks;

import java.time.Duration;
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
 * @param target the ratio that is to be reached; not a number where none is asked for
 */
record Comparison(
    String what, String against, Measurement subject, Measurement peer, Kind kind, double target) {

  private static final String AUTHORIZE = "OAuth 2.0: authorize a request, token cached";
  private static final String SIGN = "OAuth 1.0a: sign a `GET` with five query parameters";
  private static final String CALL = "typed `portfolio().accounts()`";

  /** Returns all that JMH measures. */
  static List<Comparison> all() {
    Measurement authorize = Measurement.of("AuthorizeBenchmark.authorize", 1);
    Measurement sign = Measurement.of("SigningBenchmark.sign", 1);
    Measurement assertion = Measurement.of("ClientAssertionBenchmark.assertion", 1);
    return List.of(
        atMost(
            2,
            AUTHORIZE,
            "one volatile read, and making the header",
            authorize,
            Measurement.of("AuthorizeBenchmark.bareMinimum", 1)),
        atMost(
            Double.NaN,
            AUTHORIZE,
            "one volatile read of a header that was made before",
            authorize,
            Measurement.of("AuthorizeBenchmark.finished", 1)),
        faster(
            3,
            AUTHORIZE,
            "google-auth-library `getRequestMetadata`",
            authorize,
            Measurement.of("AuthorizeBenchmark.googleAuthLibrary", 1)),
        atMost(
            1.5,
            SIGN,
            "HMAC-SHA256 of the base string, key and `Mac` used again",
            sign,
            Measurement.of("SigningBenchmark.hmac", 1)),
        atMost(
            1.5,
            SIGN,
            "the same, key used again and `Mac` looked up, as threads must",
            sign,
            Measurement.of("SigningBenchmark.hmacLookedUp", 1)),
        faster(
            10,
            SIGN,
            "scribejava's HMAC-SHA1 header; both with the request",
            Measurement.of("SigningBenchmark.buildAndSign", 1),
            Measurement.of("SigningBenchmark.scribejava", 1)),
        rate(
            1.8,
            SIGN + ", 2 threads",
            "1 thread",
            Measurement.of("SigningBenchmark.sign", 2),
            Measurement.of("SigningBenchmark.sign", 1)),
        rate(
            Double.NaN,
            "the bare HMAC-SHA256, `Mac` used again, 2 threads",
            "1 thread",
            Measurement.of("SigningBenchmark.hmac", 2),
            Measurement.of("SigningBenchmark.hmac", 1)),
        atMost(
            1.1,
            "live session token, client's side",
            "1 RSA decryption, 1 RSA signature, 2 modular powers",
            Measurement.of("LiveSessionTokenBenchmark.exchange", 1),
            Measurement.of("LiveSessionTokenBenchmark.bareArithmetic", 1)),
        atMost(
            1.1,
            "client assertion",
            "SHA256withRSA",
            assertion,
            Measurement.of("ClientAssertionBenchmark.bareSignature", 1)),
        atMost(
            1,
            "client assertion",
            "Nimbus",
            assertion,
            Measurement.of("ClientAssertionBenchmark.nimbus", 1)),
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
        Measurement.of("AccountsCallBenchmark.typed", threads),
        Measurement.of("AccountsCallBenchmark." + peer, threads));
  }

  private static Comparison opening(String strategy) {
    return atMost(
        1.25,
        "open a session, `" + strategy + "`",
        "its round trips and its cryptography",
        Measurement.of("OpeningBenchmark.open", 1).with("strategy", strategy),
        Measurement.of("OpeningBenchmark.byHand", 1).with("strategy", strategy));
  }

  private static Comparison frame(String fields) {
    return atMost(
        1.5,
        "market data message of " + fields + " fields to record",
        "Jackson's tree of the same bytes",
        Measurement.of("StreamDecodingBenchmark.record", 1).with("fields", fields),
        Measurement.of("StreamDecodingBenchmark.tree", 1).with("fields", fields));
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

  /** Returns the ratio of two turns of one round. */
  double ratio(Sample ours, Sample other) {
    return kind == Kind.TIME ? ours.nanos() / other.nanos() : other.nanos() / ours.nanos();
  }

  /** Returns the same ratio by the processor time of the calling threads. */
  double processorRatio(Sample ours, Sample other) {
    double spent = ours.processor() / other.processor();
    return switch (kind) {
      case TIME -> spent;
      case FASTER -> 1 / spent;
      // As many threads as there are could each do so much in a time.
      case RATE -> (double) subject.threads() / peer.threads() / spent;
    };
  }

  /** Returns whether a ratio is as good as wanted. */
  boolean reached(double ratio) {
    return Double.isNaN(target) || (kind == Kind.TIME ? ratio <= target : ratio >= target);
  }

  /** Returns for how long each side is warmed up: what goes through much code, for longer. */
  Duration warmUp() {
    String method = subject.method();
    int seconds =
        switch (method.substring(0, method.indexOf('.'))) {
          case "AccountsCallBenchmark", "OpeningBenchmark" -> 10;
          // Five milliseconds each: what is around the arithmetic is compiled after 15,000 calls.
          case "LiveSessionTokenBenchmark" -> 90;
          default -> 3;
        };
    return Duration.ofSeconds(seconds);
  }

  /** Returns the target as the table shows it. */
  String wanted() {
    if (Double.isNaN(target)) {
      return "–";
    }
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
