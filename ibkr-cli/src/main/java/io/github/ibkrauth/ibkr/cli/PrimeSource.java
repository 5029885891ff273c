package io.github.ibkrauth.ibkr.cli;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/** Where the prime of new Diffie-Hellman parameters comes from. */
@FunctionalInterface
interface PrimeSource {

  /** Returns a safe prime of so many bits to which 2 is a fit generator. */
  BigInteger safePrime(int bits);

  /** Returns a source that searches, and tells a person who looks on how it goes. */
  static PrimeSource searching(Printer printer) {
    return bits -> search(bits, printer);
  }

  private static BigInteger search(int bits, Printer printer) {
    printer.progress(
        "Searching a safe prime of "
            + bits
            + " bits. This can take minutes; --dh-file takes an existing dhparam.pem instead.");
    Duration pause = Duration.ofSeconds(5);
    try (SafePrimeSearch search = SafePrimeSearch.start(bits)) {
      for (long waited = pause.toSeconds(); ; waited += pause.toSeconds()) {
        Optional<BigInteger> found = search.await(pause);
        if (found.isPresent()) {
          return found.get();
        }
        printer.progress(
            "  " + waited + " s: none among " + search.tested() + " likely numbers yet ...");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(
          Failure.of(ExitCode.FAILED, "INTERRUPTED", "The search for a safe prime was broken off."),
          e);
    }
  }
}
