/**
 * API: the strategy {@code gateway-session}: the session that a human opened at a Client Portal
 * Gateway, how to look after it, and the one-time passwords its login may ask for.
 */
@NullMarked
package io.github.ibkrauth.auth.gateway;

import org.jspecify.annotations.NullMarked;
