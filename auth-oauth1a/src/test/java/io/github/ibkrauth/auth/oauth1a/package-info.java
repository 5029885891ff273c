/** INTERNAL: tests of the strategy. */
@NullMarked
package io.github.ibkrauth.auth.oauth1a;

import org.jspecify.annotations.NullMarked;
