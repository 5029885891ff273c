package io.github.ibkrauth.ibkr.cli;

/** The entry point of the command {@code ibkr}. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(new CommandTree(Surroundings.ofProcess()).run(args));
  }
}
