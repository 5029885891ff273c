package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.ibkr.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A message of the broker's, read.
 *
 * @param topic what it is about, with its target; blank when it does not say
 * @param prices of a market data message; null for any other
 * @param json of any other message; without fields for market data
 */
record Frame(String topic, @Nullable MarketData prices, JsonObject json) {}
