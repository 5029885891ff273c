/**
 * API: a loopback server that plays the IBKR Web API and checks every credential as the broker
 * would.
 *
 * <p>{@link io.github.ibkrauth.ibkr.simulator.IbkrSimulator} is the entry point. Everything that is
 * not public is the server itself: endpoints are registered in one route table, credential checks
 * stand in front of them as gates, and the broker's state knows nothing of HTTP.
 */
@NullMarked
package io.github.ibkrauth.ibkr.simulator;

import org.jspecify.annotations.NullMarked;
