/**
 * API: the broker's answers as records.
 *
 * <p>Every model is a record over the JSON object it was read from, and every accessor reads one
 * field of it: money, prices and quantities as exact decimals that say why when there is none
 * ({@link io.github.ibkrauth.ibkr.json.Num}), times as {@link java.time.Instant}, codes as values
 * that keep codes unknown to this library. Text that is missing, null or blank is empty, a boolean
 * that is missing is false, a list that is missing has no elements; where the difference matters,
 * and for fields without an accessor, ask {@code json()}. An accessor throws {@link
 * io.github.ibkrauth.ibkr.json.UnexpectedFieldException} when its field holds something it cannot
 * be, and never turns that into a zero.
 */
@NullMarked
package io.github.ibkrauth.ibkr.model;

import org.jspecify.annotations.NullMarked;
