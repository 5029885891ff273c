/** INTERNAL: the command {@code ibkr}. Nothing here is made to be called by other code. */
@NullMarked
package io.github.ibkrauth.ibkr.cli;

import org.jspecify.annotations.NullMarked;
