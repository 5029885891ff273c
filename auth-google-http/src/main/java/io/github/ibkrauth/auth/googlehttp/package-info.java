/** API: authorizes google-http-client requests, and the defaults for every request. */
@NullMarked
package io.github.ibkrauth.auth.googlehttp;

import org.jspecify.annotations.NullMarked;
