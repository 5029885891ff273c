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
    Surroundings surroundings = Surroundings.ofProcess();
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(
        PluginFolder.below(surroundings.sources().home())
            .loader(thread.getContextClassLoader(), surroundings.err()));
    System.exit(new CommandTree(surroundings).run(args));
  }
}
