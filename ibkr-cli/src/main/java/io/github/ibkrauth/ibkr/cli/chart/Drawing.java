package io.github.ibkrauth.ibkr.cli.chart;

import java.util.List;

/**
 * What a way of drawing made of some candles.
 *
 * @param candles what it drew them of, merged where there were more than there is room for
 * @param columns where each of them is, ascending
 * @param merged how many of the given ones make one of those
 * @param legend how to read it
 */
record Drawing(List<Candle> candles, int[] columns, int merged, String legend) {}
