package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.gateway.GatewayKeys;
import io.github.ibkrauth.auth.googlehttp.support.PresentedCertificate;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import io.github.ibkrauth.auth.http.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows a gateway's certificate beside the one that is remembered.
 *
 * @param origin the gateway
 * @param file where certificates are remembered
 * @param trust what decides in truth
 */
record PinView(Origin origin, Path file, GatewayTrust trust) {

  private static final String PREFIX = "sha256:";

  /** Returns what is shown when nothing was changed and nothing is wrong. */
  Answer shown(PresentedCertificate shown, Optional<String> remembered) {
    String words =
        remembered
            .map(
                before ->
                    before.equals(shown.fingerprint())
                        ? "Remembered:   the same, in " + file
                        : "Remembered:   ANOTHER ONE, " + PREFIX + before + ", in " + file)
            .orElse("Remembered:   none, in " + file);
    return answer(shown, remembered, false, words);
  }

  /** Returns what is shown after the certificate was remembered. */
  Answer stored(PresentedCertificate shown, Optional<String> before) {
    return answer(
        shown,
        before,
        true,
        "Remembered:   from now on, in "
            + file
            + before.map(old -> ", in place of " + PREFIX + old).orElse(""));
  }

  /** Returns what is shown when another certificate is remembered and was left there. */
  Answer refused(PresentedCertificate shown, String before) {
    Failure failure =
        Failure.of(
                ExitCode.SERVER_TROUBLE,
                TlsErrorCode.CERTIFICATE_CHANGED.name(),
                server()
                    + " presents another certificate than the one that is remembered: "
                    + PREFIX
                    + shown.fingerprint()
                    + " now, "
                    + PREFIX
                    + before
                    + " in "
                    + file
                    + ".")
            .withRemedy(
                "Where the gateway was installed anew, ibkr gateway pin --replace takes the new"
                    + " one; otherwise another program may be listening there.");
    ObjectNode node = node(Optional.of(shown), Optional.of(before), false);
    node.set("error", Printer.node(failure));
    return Answer.of(node, List.of()).failed(failure);
  }

  /** Returns what is shown after forgetting. */
  Answer forgotten(boolean wasThere) {
    ObjectNode node = Json.object();
    node.put("server", server());
    node.put("file", file.toString());
    node.put("forgotten", wasThere);
    return Answer.of(
        node,
        List.of(
            wasThere
                ? "Forgot the certificate of " + server() + ", in " + file + "."
                : "No certificate of " + server() + " is remembered, in " + file + "."));
  }

  private Answer answer(
      PresentedCertificate shown, Optional<String> remembered, boolean stored, String words) {
    List<String> lines = new ArrayList<>();
    lines.add("Certificate of " + server());
    lines.add("Subject:      " + shown.subject());
    lines.add(
        "Host names:   " + (shown.names().isEmpty() ? "none" : String.join(", ", shown.names())));
    boolean past = shown.notAfter().isBefore(Instant.now());
    lines.add(
        "Expires:      " + shown.notAfter() + (past ? ", which counts for nothing here" : ""));
    lines.add("Fingerprint:  " + PREFIX + shown.fingerprint());
    lines.add(words);
    lines.add("");
    note().ifPresent(lines::add);
    lines.add("To trust it by the settings instead, below ibkr.auth.gateway-session:");
    lines.add("  " + line(shown));
    return Answer.of(node(Optional.of(shown), remembered, stored), lines);
  }

  private ObjectNode node(
      Optional<PresentedCertificate> shown, Optional<String> remembered, boolean stored) {
    ObjectNode node = Json.object();
    node.put("server", server());
    shown.ifPresent(
        certificate -> {
          node.put("subject", certificate.subject());
          certificate.names().forEach(node.putArray("names")::add);
          node.put("expires", certificate.notAfter().toString());
          node.put("fingerprint", PREFIX + certificate.fingerprint());
        });
    node.put("remembered", remembered.map(PREFIX::concat).orElse(null));
    node.put("stored", stored);
    node.put("file", file.toString());
    node.put("trust", trust.name());
    shown.ifPresent(certificate -> node.put("setting", line(certificate)));
    return node;
  }

  private Optional<String> note() {
    return switch (trust) {
      case REMEMBERED -> Optional.empty();
      case FINGERPRINT -> Optional.of(plays(GatewayKeys.CERTIFICATE_FINGERPRINT.name()));
      case FILE -> Optional.of(plays(GatewayKeys.CERTIFICATE_FILE.name()));
      case ANYTHING -> Optional.of(plays(GatewayKeys.TLS_TRUST.name()));
      case SYSTEM ->
          Optional.of(
              "What is remembered plays no part: the usual authorities judge "
                  + server()
                  + ", unless tls-trust is first-use.");
    };
  }

  private static String plays(String setting) {
    return "What is remembered plays no part while ibkr.auth." + setting + " is set.";
  }

  private static String line(PresentedCertificate shown) {
    return "certificate-fingerprint: " + PREFIX + shown.fingerprint();
  }

  private String server() {
    return origin.host() + ":" + origin.port();
  }
}
