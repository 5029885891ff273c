/** INTERNAL: tests of the client. */
@NullMarked
package io.github.ibkrauth.ibkr;

import org.jspecify.annotations.NullMarked;
