/**
 * API: strategies, sessions, configuration and secrets. Start at {@link
 * io.github.ibkrauth.auth.AuthStrategies}.
 */
@NullMarked
package io.github.ibkrauth.auth;

import org.jspecify.annotations.NullMarked;
