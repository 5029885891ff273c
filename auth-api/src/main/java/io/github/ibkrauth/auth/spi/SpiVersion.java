package io.github.ibkrauth.auth.spi;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * The version of this SPI. Write {@code return SpiVersion.CURRENT;} in {@link
 * AuthStrategyProvider#spiVersion()}: the compiler copies the number into your class, so that it
 * keeps saying what you compiled against.
 */
@ApiLevel(ApiLevel.Kind.SPI)
public final class SpiVersion {

  /** The version of the SPI in this jar. */
  public static final int CURRENT = 1;

  /** The oldest version this jar still works with. */
  public static final int OLDEST_SUPPORTED = 1;

  private SpiVersion() {}
}
