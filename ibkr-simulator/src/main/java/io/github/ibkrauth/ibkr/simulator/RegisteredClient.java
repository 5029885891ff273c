package io.github.ibkrauth.ibkr.simulator;

import java.security.interfaces.RSAPublicKey;
import java.util.Set;

/**
 * An OAuth 2.0 client as it was set up at the broker.
 *
 * @param scopes everything the client may ask for
 * @param audiences what a client assertion may name as its audience; settings, never taken from a
 *     request
 * @param userNames the user names it may open sessions for
 */
record RegisteredClient(
    String clientId,
    String keyId,
    RSAPublicKey publicKey,
    Set<String> scopes,
    Set<String> audiences,
    Set<String> userNames,
    String accountId) {}
