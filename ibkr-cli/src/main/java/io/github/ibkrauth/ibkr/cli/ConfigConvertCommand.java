package io.github.ibkrauth.ibkr.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a file of another program, or ours in another format, into our YAML. */
@Command(
    name = "convert",
    description = "Print the settings in FILE as ibkr.yaml, whatever program FILE is from.",
    footer = {
      "",
      "Reads files of ibind (.env), ibauth, NoETL, conduit, the npm package, the broker's sample",
      "program and IBeam (.env), and ibkr.yaml in any format. Secrets that stand in FILE are left",
      "out, and a comment says which; --secrets writes each into a file that the settings name."
    })
final class ConfigConvertCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(index = "0", paramLabel = "FILE", description = "The file to convert.")
  private @Nullable Path file;

  @Option(
      names = "--secrets",
      paramLabel = "D",
      description = "Write each secret into a file of its own in D, made when missing.")
  private @Nullable Path directory;

  @Option(names = "--show-secrets", description = "Print secrets where they belong.")
  private boolean show;

  ConfigConvertCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (show && directory != null) {
      throw CommandFailure.usage("--secrets and --show-secrets exclude each other: keep one.");
    }
    Path source = Objects.requireNonNull(file, "file");
    Conversion conversion =
        new Conversion(
            source.toString(),
            name -> invocation.fileAlone().read(invocation.path(source), name.orElse(null)),
            show,
            Optional.ofNullable(directory).map(invocation::path).map(SecretFolder::new));
    return invocation.answer(conversion.answer());
  }
}
