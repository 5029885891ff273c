/**
 * API: the strategy {@code oauth2-jwt}: a signed client assertion buys an access token, and the
 * access token buys an SSO session.
 */
@NullMarked
package io.github.ibkrauth.auth.oauth2;

import org.jspecify.annotations.NullMarked;
