/** INTERNAL: charts of prices, drawn with characters. Pure: no clock, no streams, no settings. */
@NullMarked
package io.github.ibkrauth.ibkr.cli.chart;

import org.jspecify.annotations.NullMarked;
