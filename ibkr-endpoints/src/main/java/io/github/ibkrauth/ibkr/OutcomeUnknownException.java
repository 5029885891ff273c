package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An order, or a change or cancellation of one, went out, and whether the broker took it is not
 * known: the answer was lost, late, unreadable, or of a kind that says nothing about it. Do not
 * send it again. Look first, with {@code orders().resolve(...)}.
 *
 * <p>Every other exception of the calls that place, change and cancel orders means that the broker
 * did not take it.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class OutcomeUnknownException extends IbkrException {

  private static final long serialVersionUID = 1L;

  private final Intent intent;
  private final String accountId;
  private final String[] clientOrderIds;
  private final long orderId;
  private final Instant at;
  private final @Nullable String ticket;

  /**
   * Creates the exception.
   *
   * @param failure what every failure has
   * @param what what was wanted
   */
  public OutcomeUnknownException(Failure failure, Wanted what) {
    super(failure);
    this.intent = what.intent();
    this.accountId = what.accountId();
    this.clientOrderIds = what.clientOrderIds().toArray(new String[0]);
    this.orderId = what.orderId();
    this.at = what.at();
    this.ticket = what.ticket();
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of("OUTCOME_UNKNOWN");
  }

  /** Returns what was wanted. */
  public Intent intent() {
    return intent;
  }

  /** Returns the account. */
  public String accountId() {
    return accountId;
  }

  /**
   * Returns the client order ids that the orders carry: one for an order or a bracket, one for each
   * order of a group; none for a change or a cancellation, which are known by {@link #orderId()}.
   */
  public List<String> clientOrderIds() {
    return List.of(clientOrderIds);
  }

  /** Returns the broker's id of the order that was to be changed or cancelled. */
  public OptionalLong orderId() {
    return orderId > 0 ? OptionalLong.of(orderId) : OptionalLong.empty();
  }

  /** Returns when this was known: the broker may have acted before, and shortly after. */
  public Instant at() {
    return at;
  }

  /** Returns the order as it was to be after a change, as JSON. */
  public Optional<String> ticket() {
    return Optional.ofNullable(ticket);
  }

  /** What was wanted. */
  public enum Intent {
    /** To place orders. */
    PLACE,
    /** To change an order. */
    MODIFY,
    /** To cancel an order. */
    CANCEL
  }

  /**
   * What was wanted, of what. Immutable.
   *
   * @param intent what
   * @param accountId the account
   * @param clientOrderIds the ids that the orders carry
   * @param orderId the broker's id of the order, or 0
   * @param at when the outcome was known to be unknown
   * @param ticket the order as it was to be after a change, as JSON
   */
  public record Wanted(
      Intent intent,
      String accountId,
      List<String> clientOrderIds,
      long orderId,
      Instant at,
      @Nullable String ticket) {

    /** Checks that everything is there. */
    public Wanted {
      Objects.requireNonNull(intent, "intent");
      Objects.requireNonNull(accountId, "accountId");
      clientOrderIds = List.copyOf(clientOrderIds);
      Objects.requireNonNull(at, "at");
    }

    /** Returns the same, known at another time. */
    public Wanted knownAt(Instant time) {
      return new Wanted(intent, accountId, clientOrderIds, orderId, time, ticket);
    }
  }
}
