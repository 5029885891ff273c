/** SPI: what the author of a strategy implements. */
@NullMarked
package io.github.ibkrauth.auth.spi;

import org.jspecify.annotations.NullMarked;
