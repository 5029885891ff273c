/** Tests of the stream. */
@NullMarked
package io.github.ibkrauth.ibkr.ws;

import org.jspecify.annotations.NullMarked;
