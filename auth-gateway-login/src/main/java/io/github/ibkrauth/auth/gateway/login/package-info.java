/**
 * API: a login at the page of a Client Portal Gateway, by a human in a browser that is opened for
 * him or by filling the page in. IBKR does not support automated logins.
 */
@NullMarked
package io.github.ibkrauth.auth.gateway.login;

import org.jspecify.annotations.NullMarked;
