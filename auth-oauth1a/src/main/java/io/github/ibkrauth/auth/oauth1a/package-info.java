/**
 * API: the strategy {@code oauth1a}: OAuth 1.0a with live session tokens, request signing, and the
 * third-party grant. Everything but the provider, its keys and what an application calls itself is
 * package-private.
 */
@NullMarked
package io.github.ibkrauth.auth.oauth1a;

import org.jspecify.annotations.NullMarked;
