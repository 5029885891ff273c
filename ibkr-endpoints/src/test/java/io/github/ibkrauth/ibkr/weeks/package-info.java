/** INTERNAL: sessions over days and weeks of simulated time. */
@NullMarked
package io.github.ibkrauth.ibkr.weeks;

import org.jspecify.annotations.NullMarked;
