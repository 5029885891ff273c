package io.github.ibkrauth.ibkr.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.github.ibkrauth.auth.ApiLevel;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules that hold over all modules: who may use whom, and what nobody uses. */
class ArchitectureTest {

  private static final int PUBLIC_TYPES_OF_AUTH_API = 46;

  private static final JavaClasses ALL = HouseClasses.ALL;

  /** What runs in other people's programs. */
  private static final String[] LIBRARIES =
      Stream.of(
              HouseModule.AUTH_API,
              HouseModule.AUTH_GOOGLE_HTTP,
              HouseModule.AUTH_KEYS,
              HouseModule.AUTH_CONNECT,
              HouseModule.AUTH_OAUTH2_JWT,
              HouseModule.AUTH_OAUTH1A,
              HouseModule.AUTH_GATEWAY_SESSION,
              HouseModule.AUTH_GATEWAY_LOGIN,
              HouseModule.IBKR_ENDPOINTS,
              HouseModule.IBKR_CONNECTIONS)
          .flatMap(module -> Stream.of(module.packages()))
          .toArray(String[]::new);

  @Test
  void everyModule_whenImported_isThere() {
    Set<HouseModule> found = new TreeSet<>();
    ALL.forEach(type -> found.add(HouseModule.of(type)));

    assertThat(found).containsExactly(HouseModule.values());
  }

  @Test
  void modules_whenOneUsesAnother_pointDownward() {
    classes().should(new UseOnlyModulesBelow()).check(ALL);
  }

  @Test
  void internalPackages_whenUsed_areUsedByTheirOwnModuleOnly() {
    classes().should(new LeaveOtherModulesInternalsAlone()).check(ALL);
  }

  @Test
  void authApi_whenCompiled_needsTheJdkAndNullAnnotationsOnly() {
    classes()
        .that()
        .resideInAnyPackage(HouseModule.AUTH_API.packages())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.crypto..", "org.jspecify.annotations..")
                .or(resideInAnyPackage(HouseModule.AUTH_API.packages())))
        .check(ALL);
  }

  @Test
  void libraries_whenTypesArePublic_sayForWhom() {
    List<JavaClass> types =
        Stream.of(
                HouseModule.AUTH_API,
                HouseModule.AUTH_GOOGLE_HTTP,
                HouseModule.AUTH_KEYS,
                HouseModule.AUTH_CONNECT,
                HouseModule.AUTH_OAUTH2_JWT,
                HouseModule.AUTH_OAUTH1A,
                HouseModule.AUTH_GATEWAY_SESSION,
                HouseModule.AUTH_GATEWAY_LOGIN,
                HouseModule.AUTH_TESTKIT,
                HouseModule.IBKR_ENDPOINTS,
                HouseModule.IBKR_CONNECTIONS)
            .flatMap(module -> exportedTypes(module).stream())
            // Readers of the broker's JSON are many and all alike: for applications.
            .filter(type -> !type.getPackageName().matches(".*\\.(json|model)"))
            .toList();

    assertThat(types)
        .allSatisfy(
            type ->
                assertThat(type.isAnnotatedWith(ApiLevel.class) || isApiLevel(type))
                    .as(type.getName())
                    .isTrue());
  }

  @Test
  void authApi_whenItGrows_staysWithinItsBudget() {
    assertThat(exportedTypes(HouseModule.AUTH_API))
        .hasSizeLessThanOrEqualTo(PUBLIC_TYPES_OF_AUTH_API);
  }

  @Test
  void authKeys_whenMembersArePublic_nameNoThirdPartyType() {
    assertThat(publicTopLevelTypes(HouseModule.AUTH_KEYS))
        .isNotEmpty()
        .allSatisfy(ArchitectureTest::namesOwnAndJdkTypesOnly);
  }

  @Test
  void libraries_whenTheyNeedTimeOrThreads_askTheRuntime() {
    noClasses()
        .that()
        .resideInAnyPackage(LIBRARIES)
        // The runtime is where the system's own come from.
        .and()
        .doNotHaveFullyQualifiedName(HouseModule.ROOT + ".auth.AuthRuntime$Builder")
        .and()
        .doNotHaveFullyQualifiedName(HouseModule.ROOT + ".auth.internal.RuntimeThreads")
        // What it cuts off is a socket's silence, which the JDK's own timers measure as well.
        .and()
        .haveNameNotMatching(".*\\.googlehttp\\.Deadline(\\$Watch)?")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethodWhere(isCallTo("java.lang.Thread", "sleep"))
        .orShould()
        .callMethodWhere(isCallTo("java.lang.Thread", "start"))
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callConstructor(Random.class, long.class)
        .check(ALL);
  }

  @Test
  void libraries_whenTheyHaveSomethingToSay_leaveStandardStreamsAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(LIBRARIES)
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(ALL);
  }

  @Test
  void libraries_whenTheyLog_doSoThroughTheJdk() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "org.apache.log4j..", "org.apache.logging..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAnyPackage(LIBRARIES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..")
        .check(ALL);
  }

  @Test
  void classes_whenNamed_areNotCalledAfterNothing() {
    noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?").check(ALL);
  }

  @Test
  void packages_whenThereAreAny_areNullMarked() {
    Set<JavaPackage> packages = new TreeSet<>(Comparator.comparing(JavaPackage::getName));
    ALL.forEach(type -> packages.add(type.getPackage()));

    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }

  @Test
  void libraries_whenThirdPartyOnesAreUsed_areUsedWhereTheyBelong() {
    onlyIn("com.google.inject..", HouseModule.IBKR_ENDPOINTS);
    onlyIn("org.bouncycastle..", HouseModule.AUTH_KEYS, HouseModule.IBKR_SIMULATOR);
    onlyIn("com.nimbusds..", HouseModule.IBKR_SIMULATOR);
    onlyIn("org.eclipse.jetty..", HouseModule.IBKR_SIMULATOR);
    onlyIn("picocli..", HouseModule.IBKR_CLI);
    onlyIn("org.openqa.selenium..", HouseModule.AUTH_GATEWAY_LOGIN);
    onlyIn("org.junit..", HouseModule.AUTH_TESTKIT);
    onlyIn("com.github.scribejava..", HouseModule.AUTH_OAUTH1A);
  }

  @Test
  void classes_whenTheyLock_doSoWithLocksThatCanBeWaitedForOnVirtualThreads() {
    classes()
        .that()
        .resideInAnyPackage(LIBRARIES)
        .should(
            new ArchCondition<>("have no synchronized method") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                // What overrides the JDK's tables has their locks as well.
                if (type.isAssignableTo(Hashtable.class)) {
                  return;
                }
                type.getMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                    .forEach(
                        method ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    type, method.getFullName() + " is synchronized")));
              }
            })
        .check(ALL);
  }

  private static void onlyIn(String thirdParty, HouseModule... modules) {
    String[] packages =
        Stream.of(modules).flatMap(module -> Stream.of(module.packages())).toArray(String[]::new);
    noClasses()
        .that(not(resideInAnyPackage(packages)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(thirdParty)
        .check(ALL);
  }

  private static DescribedPredicate<JavaAccess<?>> isCallTo(String owner, String method) {
    return DescribedPredicate.describe(
        "call of " + owner + "." + method,
        access ->
            access.getTargetOwner().getFullName().equals(owner)
                && access.getTarget().getName().equals(method));
  }

  private static List<JavaClass> publicTopLevelTypes(HouseModule module) {
    return ALL.stream()
        .filter(type -> HouseModule.of(type) == module)
        .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
        .toList();
  }

  private static List<JavaClass> exportedTypes(HouseModule module) {
    return publicTopLevelTypes(module).stream()
        .filter(type -> !type.getPackageName().endsWith(".internal"))
        .toList();
  }

  private static boolean isApiLevel(JavaClass type) {
    return type.isEquivalentTo(ApiLevel.class);
  }

  private static void namesOwnAndJdkTypesOnly(JavaClass type) {
    type.getMethods().stream()
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .forEach(
            method ->
                assertThat(method.getAllInvolvedRawTypes())
                    .as(method.getFullName())
                    .extracting(JavaClass::getBaseComponentType)
                    .allMatch(named -> named.isPrimitive() || isOwnOrJdk(named.getPackageName())));
  }

  private static boolean isOwnOrJdk(String packageName) {
    return packageName.startsWith("java.")
        || packageName.startsWith("javax.")
        || packageName.startsWith(HouseModule.ROOT);
  }

  private static final class UseOnlyModulesBelow extends ArchCondition<JavaClass> {

    UseOnlyModulesBelow() {
      super("use only modules below their own");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      HouseModule own = HouseModule.of(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(HouseModule.ROOT)
            && !own.mayUse(HouseModule.of(target))) {
          events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
        }
      }
    }
  }

  private static final class LeaveOtherModulesInternalsAlone extends ArchCondition<JavaClass> {

    LeaveOtherModulesInternalsAlone() {
      super("leave other modules' internal packages alone");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        boolean internal = (target.getPackageName() + ".").contains(".internal.");
        if (internal
            && target.getPackageName().startsWith(HouseModule.ROOT)
            && HouseModule.of(target) != HouseModule.of(type)) {
          events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
        }
      }
    }
  }
}
