/**
 * API: what the broker sends by itself over one WebSocket: prices, bars, ladders, orders, trades,
 * profit and loss, balances, and its notices. {@link io.github.ibkrauth.ibkr.ws.StreamingClient} is
 * where to begin.
 */
@NullMarked
package io.github.ibkrauth.ibkr.ws;

import org.jspecify.annotations.NullMarked;
