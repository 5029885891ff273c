package io.github.ibkrauth.ibkr.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How big things may get, how much of them may be public, and what no library does. */
class BudgetTest {

  private static final JavaClasses ALL = HouseClasses.ALL;

  private static final List<HouseModule> LIBRARIES =
      List.of(
          HouseModule.AUTH_API,
          HouseModule.AUTH_GOOGLE_HTTP,
          HouseModule.AUTH_KEYS,
          HouseModule.AUTH_CONNECT,
          HouseModule.AUTH_OAUTH2_JWT,
          HouseModule.AUTH_OAUTH1A,
          HouseModule.AUTH_GATEWAY_SESSION,
          HouseModule.AUTH_GATEWAY_LOGIN,
          HouseModule.IBKR_ENDPOINTS);

  /** A strategy is chosen by a word; beyond that is what an application calls by name. */
  @ParameterizedTest
  @CsvSource({
    "AUTH_OAUTH2_JWT, 6", // provider, keys, check, resolver of addresses
    "AUTH_OAUTH1A, 8", // and the grant of a third party, which is an API of its own
    "AUTH_GATEWAY_SESSION, 24", // and looking after a gateway, which is another
  })
  void strategies_whenTheyGrow_showFewTypes(HouseModule module, int budget) {
    assertThat(publicTypes(module)).hasSizeLessThanOrEqualTo(budget);
  }

  @Test
  void modules_outsideTheApi_keepMostTypesToThemselves() {
    List<JavaClass> types =
        ALL.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .filter(type -> HouseModule.of(type) != HouseModule.AUTH_API)
            // Readers of the broker's JSON are many, all alike, and all for applications.
            .filter(type -> !type.getPackageName().matches(".*\\.(json|model)"))
            .toList();
    long hidden = types.stream().filter(type -> !isExported(type)).count();

    assertThat(hidden * 100 / types.size()).as("percent not public").isGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @EnumSource(HouseModule.class)
  void files_whenTheyGrow_staySmall(HouseModule module) {
    String folder = module.name().toLowerCase(Locale.ROOT).replace('_', '-');
    List<Integer> lengths = lengths(ProjectRoot.path().resolve(folder).resolve("src/main/java"));

    assertThat(lengths).isNotEmpty();
    assertThat(lengths.get(lengths.size() / 2)).as("median").isLessThanOrEqualTo(150);
    assertThat(lengths.get(lengths.size() * 9 / 10)).as("nine of ten").isLessThanOrEqualTo(300);
  }

  @Test
  void libraries_whenOthersCallThem_showNoTypeOfAThirdPartyThatMayBeReplaced() {
    assertThat(LIBRARIES.stream().flatMap(module -> publicTypes(module).stream()).toList())
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThat(type.getCodeUnits())
                    .filteredOn(unit -> isCallable(unit))
                    .allSatisfy(
                        unit ->
                            assertThat(unit.getAllInvolvedRawTypes())
                                .as(unit.getFullName())
                                .noneMatch(BudgetTest::isReplaceable)));
  }

  @Test
  void libraries_inSomebodysProgram_changeNothingThatBelongsToAllOfIt() {
    String[] packages =
        LIBRARIES.stream().flatMap(module -> Stream.of(module.packages())).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .callMethod(Security.class, "addProvider", Provider.class)
        .orShould()
        .callMethod(Security.class, "insertProviderAt", Provider.class, int.class)
        .orShould()
        .callMethod(CookieHandler.class, "setDefault", CookieHandler.class)
        .orShould()
        .callMethod(ProxySelector.class, "setDefault", ProxySelector.class)
        .orShould()
        .callMethod(Authenticator.class, "setDefault", Authenticator.class)
        .orShould()
        .callMethod(SSLContext.class, "setDefault", SSLContext.class)
        .orShould()
        .callMethod(TimeZone.class, "setDefault", TimeZone.class)
        .orShould()
        .callMethod(Locale.class, "setDefault", Locale.class)
        .orShould()
        .callMethod(System.class, "setProperty", String.class, String.class)
        .check(ALL);
  }

  private static List<JavaClass> publicTypes(HouseModule module) {
    return ALL.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> HouseModule.of(type) == module && isExported(type))
        .toList();
  }

  private static boolean isExported(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.getPackageName().endsWith(".internal");
  }

  private static boolean isCallable(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        && !unit.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean isReplaceable(JavaClass type) {
    return type.getPackageName()
        .matches(
            "(com\\.fasterxml|org\\.bouncycastle|com\\.github\\.scribejava|org\\.apache)\\..*");
  }

  private static List<Integer> lengths(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("module-info.java"))
          .map(BudgetTest::length)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int length(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return (int) lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
