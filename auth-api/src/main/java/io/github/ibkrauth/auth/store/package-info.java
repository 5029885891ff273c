/** SPI: tokens and leases shared by processes; the values are sealed before a store sees them. */
@NullMarked
package io.github.ibkrauth.auth.store;

import org.jspecify.annotations.NullMarked;
