package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.Secret;

/**
 * What is needed to end a flow, and never leaves this program before. Immutable.
 *
 * @param verifier the secret behind the challenge (RFC 7636)
 * @param nonce what an id token must repeat
 * @param redirectUri where the browser was to come back
 */
record PendingConsent(Secret verifier, String nonce, String redirectUri) {}
