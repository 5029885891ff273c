/** INTERNAL: tests of the bridge. */
@NullMarked
package io.github.ibkrauth.auth.googlehttp;

import org.jspecify.annotations.NullMarked;
