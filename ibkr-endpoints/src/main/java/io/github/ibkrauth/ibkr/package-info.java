/**
 * API: the client. Start at {@link io.github.ibkrauth.ibkr.IbkrClient}; every failure of a call is
 * an {@link io.github.ibkrauth.ibkr.IbkrException}, every failure to authenticate an {@link
 * io.github.ibkrauth.auth.error.AuthException}.
 */
@NullMarked
package io.github.ibkrauth.ibkr;

import org.jspecify.annotations.NullMarked;
