/** INTERNAL: tests of charts, character by character. */
@NullMarked
package io.github.ibkrauth.ibkr.cli.chart;

import org.jspecify.annotations.NullMarked;
