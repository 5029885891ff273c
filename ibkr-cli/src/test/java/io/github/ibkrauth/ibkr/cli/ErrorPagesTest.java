package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.gateway.GatewayCheck;
import io.github.ibkrauth.auth.gateway.GatewayCondition;
import io.github.ibkrauth.auth.gateway.MaintenanceResult;
import io.github.ibkrauth.auth.gateway.login.LoginOutcome;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.StrategyChecks;
import io.github.ibkrauth.auth.oauth1a.OAuth1aCheck;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtCheck;
import io.github.ibkrauth.ibkr.NoAnswerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code has a page, and every page a code. */
class ErrorPagesTest {

  private static final Path PAGES = ProjectRoot.path().resolve("docs/errors");
  private static final Pattern CODE =
      Pattern.compile("AuthErrorCode\\s*\\.of\\(\\s*\"([A-Z0-9_]+)\"\\s*\\)");
  private static final Pattern CODE_OF_THE_API = Pattern.compile("= of\\(\"([A-Z0-9_]+)\"\\)");
  private static final Pattern CODE_OF_A_COMMAND =
      Pattern.compile("Failure\\s*\\.of\\(\\s*[^;\"]*?,\\s*\"([A-Z0-9_]+)\"");

  @Test
  void codes_whenThereIsOne_haveAPage() {
    Set<String> codes = codes();

    assertThat(codes)
        .contains("CLOCK_SKEW", "CONSUMER_NOT_ACTIVE", "GATEWAY_DOWN", "NOT_TLS")
        .contains("COMPETING_SESSION", "CONNECTION_LOST", "UNEXPECTED_FIELD", "USAGE")
        .contains("CHECK_DH_PARAMETERS", "CHECK_TIME_ZONES", "CHECK_ALLOWED_ADDRESS");
    assertThat(pages()).as("pages in docs/errors").containsExactlyElementsOf(codes);
  }

  @Test
  void pages_whenRead_sayWhatHappenedWhyAndWhatToDo() {
    for (String code : pages()) {
      assertThat(PAGES.resolve(code + ".md"))
          .content()
          .as(code)
          .startsWith("# " + code + "\n\n## What happened\n\n")
          .containsSubsequence("## Likely causes\n\n- ", "## What to do\n\n", "## Example\n\n")
          .endsWith(" [" + code + "]\n```\n");
    }
  }

  @Test
  void index_whenRead_listsEveryPage() {
    assertThat(ErrorPages.codes()).containsExactlyInAnyOrderElementsOf(pages());
  }

  @Test
  void exceptions_whenApplicationsMeetThem_haveACode() {
    List<JavaClass> exceptions =
        HouseClasses.ALL.stream()
            .filter(type -> type.isAssignableTo(RuntimeException.class))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> HouseModule.of(type) != HouseModule.IBKR_SIMULATOR)
            .filter(type -> HouseModule.of(type) != HouseModule.AUTH_TESTKIT)
            .toList();

    assertThat(exceptions)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            type ->
                assertThat(type.getAllMethods())
                    .as(type.getName() + " has no code()")
                    .anyMatch(
                        method ->
                            method.getName().equals("code")
                                && method.getRawReturnType().isEquivalentTo(AuthErrorCode.class)));
  }

  private static Set<String> codes() {
    Set<String> codes = new TreeSet<>();
    for (Path file : sources()) {
      String text = MainSources.read(file);
      collect(codes, CODE, text);
      if (file.endsWith("AuthErrorCode.java")) {
        collect(codes, CODE_OF_THE_API, text);
      }
      if (file.toString().contains("ibkr-cli")) {
        collect(codes, CODE_OF_A_COMMAND, text);
      }
    }
    for (Enum<?> reason : NoAnswerException.Reason.values()) {
      codes.add(reason.name());
    }
    for (GatewayCondition condition : GatewayCondition.values()) {
      codes.add(condition.name());
    }
    codes.remove(GatewayCondition.ANSWERED.name());
    for (MaintenanceResult.Outcome outcome : MaintenanceResult.Outcome.values()) {
      codes.add(outcome.name());
    }
    Stream.of(LoginOutcome.values())
        .filter(outcome -> !outcome.ready())
        .forEach(outcome -> codes.add(outcome.name()));
    codes.remove(MaintenanceResult.Outcome.READY.name());
    codes.remove(MaintenanceResult.Outcome.RESTORED.name());
    steps().forEach(step -> codes.add(DoctorStep.ofStep(step)));
    return codes;
  }

  /** Returns the names of all steps of doctor: each strategy names all of them, whatever fails. */
  private static Set<String> steps() {
    Set<String> steps = new TreeSet<>();
    steps.addAll(List.of(DoctorRun.SETTINGS, DoctorRun.STRATEGY, DoctorRun.BROKERAGE));
    steps.addAll(List.of(DoctorRun.CLIENT, DoctorRun.LOGIN, DoctorRun.STORE));
    steps.addAll(List.of(FileModesCheck.STEP, TimeZoneCheck.STEP, ProxyCheck.STEP, TlsCheck.STEP));
    AuthConfig wrong =
        AuthConfig.builder().set("auth.gateway-session.base-url", "no address").build();
    try (AuthRuntime runtime = AuthRuntime.system()) {
      Stream.of(
              OAuth2JwtCheck.run(wrong, runtime),
              OAuth1aCheck.run(wrong, runtime),
              GatewayCheck.run(wrong, runtime),
              StrategyChecks.run(new PlainProvider(), wrong, runtime))
          .flatMap(List::stream)
          .map(CheckResult::step)
          .forEach(steps::add);
    }
    return steps;
  }

  private static void collect(Set<String> codes, Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
  }

  private static Set<String> pages() {
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(PAGES)) {
      files
          .map(file -> file.getFileName().toString().replaceFirst("\\.md$", ""))
          .filter(name -> !name.equals("README"))
          .forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  private static List<Path> sources() {
    // The simulator and the testkit make errors, and meet none.
    return MainSources.files().stream()
        .filter(file -> !file.toString().matches(".*(ibkr-simulator|auth-testkit).*"))
        .toList();
  }
}
