/** INTERNAL: tests of the strategy. */
@NullMarked
package io.github.ibkrauth.auth.gateway;

import org.jspecify.annotations.NullMarked;
