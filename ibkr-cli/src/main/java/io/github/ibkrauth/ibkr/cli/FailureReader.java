package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.ibkr.AccessRefusedException;
import io.github.ibkrauth.ibkr.AmbiguousContractException;
import io.github.ibkrauth.ibkr.CompetingSessionException;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.NotFoundException;
import io.github.ibkrauth.ibkr.RateLimitedException;
import io.github.ibkrauth.ibkr.ServerTroubleException;
import io.github.ibkrauth.ibkr.UnreadableAnswerException;
import io.github.ibkrauth.ibkr.json.UnexpectedFieldException;
import io.github.ibkrauth.ibkr.json.UnreadableBodyException;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import java.util.List;

/** Turns what was thrown into a sentence, a code and an exit code. */
final class FailureReader {

  private FailureReader() {}

  static Failure read(Throwable thrown) {
    if (thrown instanceof CommandFailure own) {
      return own.failure();
    }
    if (thrown instanceof AuthException auth) {
      return auth(auth);
    }
    if (thrown instanceof IbkrException ibkr) {
      return ibkr(ibkr);
    }
    if (thrown instanceof UnreadableBodyException || thrown instanceof UnexpectedFieldException) {
      return Failure.of(ExitCode.SERVER_TROUBLE, "PROTOCOL", message(thrown));
    }
    // The message is not shown: nobody looked whether it may be.
    return Failure.of(
            ExitCode.FAILED,
            "INTERNAL",
            "There is a fault in this program (" + thrown.getClass().getSimpleName() + ").")
        .withRemedy("Run the command with --verbose, and report what it prints.");
  }

  private static Failure ibkr(IbkrException thrown) {
    String message = message(thrown);
    if (thrown instanceof AmbiguousContractException ambiguous) {
      return ambiguous(ambiguous);
    }
    if (thrown instanceof NoAnswerException none) {
      return Failure.of(ExitCode.SERVER_TROUBLE, none.reason().name(), message);
    }
    if (thrown instanceof UnreadableAnswerException) {
      return Failure.of(ExitCode.SERVER_TROUBLE, "PROTOCOL", message);
    }
    if (thrown instanceof ServerTroubleException) {
      return Failure.of(ExitCode.SERVER_TROUBLE, "SERVER_TROUBLE", message);
    }
    if (thrown instanceof RateLimitedException) {
      return Failure.of(ExitCode.SERVER_TROUBLE, "RATE_LIMITED", message);
    }
    if (thrown instanceof AccessRefusedException) {
      return Failure.of(ExitCode.LOGIN_REFUSED, "ACCESS_REFUSED", message);
    }
    if (thrown instanceof CompetingSessionException) {
      return Failure.of(ExitCode.SESSION_LOST, "COMPETING_SESSION", message);
    }
    if (thrown instanceof NoBrokerageSessionException) {
      return Failure.of(ExitCode.SESSION_LOST, "NO_BROKERAGE_SESSION", message);
    }
    return Failure.of(
        ExitCode.FAILED, thrown instanceof NotFoundException ? "NOT_FOUND" : "REFUSED", message);
  }

  private static Failure ambiguous(AmbiguousContractException thrown) {
    List<ContractMatch> candidates = thrown.candidates();
    String symbol = candidates.stream().findFirst().flatMap(ContractMatch::symbol).orElse("It");
    return Failure.of(
            ExitCode.USAGE,
            "AMBIGUOUS_CONTRACT",
            symbol
                + " means "
                + candidates.size()
                + " instruments, so say which, as SYMBOL@EXCHANGE or by --conid:"
                + SymbolOptions.choices(candidates))
        .withDetails(SearchView.json(candidates));
  }

  private static Failure auth(AuthException thrown) {
    Failure failure = Failure.of(exitCode(thrown), thrown.code().name(), message(thrown));
    return thrown instanceof InteractionRequiredException interaction
            && !failure.message().contains(interaction.uri().toString())
        ? failure.withRemedy(interaction.hint() + " (" + interaction.uri() + ")")
        : failure;
  }

  private static int exitCode(AuthException thrown) {
    return GatewayFailure.exitCode(thrown.code()).orElseGet(() -> byKind(thrown));
  }

  private static int byKind(AuthException thrown) {
    if (thrown instanceof AuthConfigurationException
        || thrown instanceof StrategySelectionException) {
      return ExitCode.USAGE;
    }
    if (thrown instanceof CredentialRejectedException) {
      return ExitCode.LOGIN_REFUSED;
    }
    if (thrown instanceof AuthTransportException || thrown instanceof AuthProtocolException) {
      return ExitCode.SERVER_TROUBLE;
    }
    if (thrown instanceof InteractionRequiredException) {
      return ExitCode.HUMAN_NEEDED;
    }
    if (thrown instanceof SessionLostException) {
      return ExitCode.SESSION_LOST;
    }
    return ExitCode.FAILED;
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
