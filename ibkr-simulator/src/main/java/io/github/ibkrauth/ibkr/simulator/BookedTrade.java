package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An execution in the simulator's book. Immutable.
 *
 * @param executionId the broker's id
 * @param orderId the order that was filled
 * @param account the account whose position and cash it moved
 * @param clientOrderId the {@code cOID} of the order; empty when it came with none
 * @param conid the contract
 * @param side {@code BUY} or {@code SELL}
 * @param quantity units
 * @param price of one unit, in the contract's currency
 * @param commission in the contract's currency
 * @param time when it happened
 */
public record BookedTrade(
    String executionId,
    long orderId,
    String account,
    String clientOrderId,
    int conid,
    String side,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal commission,
    Instant time) {}
