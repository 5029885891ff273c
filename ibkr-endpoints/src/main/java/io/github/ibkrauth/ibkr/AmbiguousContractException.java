package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import java.util.List;
import java.util.Objects;

/** A symbol means several instruments, and this library does not guess which. */
@ApiLevel(ApiLevel.Kind.API)
public final class AmbiguousContractException extends IbkrException {

  private static final long serialVersionUID = 1L;

  private final transient List<ContractMatch> candidates;

  /** Creates the exception. */
  public AmbiguousContractException(Failure failure, List<ContractMatch> candidates) {
    super(failure);
    this.candidates = List.copyOf(Objects.requireNonNull(candidates, "candidates"));
  }

  /** Returns the instruments that the symbol means; none in an exception that was serialized. */
  public List<ContractMatch> candidates() {
    return candidates == null ? List.of() : candidates;
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of("AMBIGUOUS_CONTRACT");
  }
}
