/**
 * API: lets the users of an application connect their accounts, the same way for every strategy
 * that can. Start at {@link io.github.ibkrauth.auth.connect.ConnectFlows}.
 */
@NullMarked
package io.github.ibkrauth.auth.connect;

import org.jspecify.annotations.NullMarked;
