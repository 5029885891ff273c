/** API: one unchecked exception tree for everything that can go wrong while authenticating. */
@NullMarked
package io.github.ibkrauth.auth.error;

import org.jspecify.annotations.NullMarked;
