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
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
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
    if (thrown instanceof UnreadableBodyException body) {
      return Failure.of(ExitCode.SERVER_TROUBLE, body.code().name(), body.sentence());
    }
    if (thrown instanceof UnexpectedFieldException field) {
      return Failure.of(ExitCode.SERVER_TROUBLE, field.code().name(), message(field));
    }
    // The message is not shown: nobody looked whether it may be.
    return Failure.of(
            ExitCode.FAILED,
            "INTERNAL",
            "There is a fault in this program (" + thrown.getClass().getSimpleName() + ").")
        .withRemedy("Run the command with --verbose, and report what it prints.");
  }

  private static Failure ibkr(IbkrException thrown) {
    if (thrown instanceof AmbiguousContractException ambiguous) {
      return ambiguous(ambiguous);
    }
    if (thrown instanceof OutcomeUnknownException unknown) {
      return OrderOutcomeView.unknown(unknown);
    }
    return Failure.of(exitCode(thrown), thrown.code().name(), message(thrown));
  }

  private static int exitCode(IbkrException thrown) {
    if (thrown instanceof NoAnswerException
        || thrown instanceof UnreadableAnswerException
        || thrown instanceof ServerTroubleException
        || thrown instanceof RateLimitedException) {
      return ExitCode.SERVER_TROUBLE;
    }
    if (thrown instanceof AccessRefusedException) {
      return ExitCode.LOGIN_REFUSED;
    }
    return thrown instanceof NoBrokerageSessionException ? ExitCode.SESSION_LOST : ExitCode.FAILED;
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
