package io.github.ibkrauth.ibkr.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Says which version this is: the one in the jar's manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "ibkr "
          + number()
          + " (Java "
          + System.getProperty("java.version")
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
          + ")"
    };
  }

  /** Returns the version, or a word for a program that runs from a folder of classes. */
  static String number() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
