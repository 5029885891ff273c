package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the simulator's book. Immutable.
 *
 * @param sequence 1 for the first event, and one more for each that follows
 * @param time when it happened
 * @param order the order afterwards
 * @param trade the execution; null when the order changed without one
 */
public record BookEvent(
    long sequence, Instant time, BookedOrder order, @Nullable BookedTrade trade) {}
