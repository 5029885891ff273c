package io.github.ibkrauth.auth.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** For every fault there is a test of the contract that finds it, and says what is wrong. */
class BrokenStrategiesTest {

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(Fault.BAD_ID, "id_always_hasTheForm", "has another form"),
        fault(Fault.UPPER_CASE_ALIAS, "aliases_always_areLowerCaseAndNobodysId", "lower case"),
        fault(Fault.FOREIGN_SPI_VERSION, "spiVersion_always_isSupported", "not 99"),
        fault(
            Fault.UNEXPLAINED_KEY,
            "configSpec_always_declaresKeysOfItsOwnSection",
            "needs a sentence"),
        fault(
            Fault.ASKS_IN_CREATE,
            "create_withValidSettings_asksNobodyAndStartsNothing",
            "create asked the server|create started threads"),
        fault(
            Fault.THREAD_IN_CREATE,
            "create_withValidSettings_asksNobodyAndStartsNothing",
            "create started threads"),
        fault(
            Fault.TASK_IN_CREATE,
            "create_withValidSettings_asksNobodyAndStartsNothing",
            "used the executor"),
        fault(
            Fault.MUTABLE_CAPABILITIES,
            "capabilities_always_areTheSameAndReadOnly",
            "UnsupportedOperationException"),
        fault(
            Fault.FIRST_PROBLEM_ONLY,
            "create_whenEverythingIsMissing_namesAllRequiredKeysAtOnce",
            "tiny-token.client-secret is not named"),
        fault(
            Fault.FIRST_PROBLEM_ONLY,
            "create_whenSeveralThingsAreWrong_namesAllAtOnce",
            "is not named"),
        fault(
            Fault.IGNORES_UNKNOWN_KEYS,
            "create_whenAKeyIsUnknown_saysSoAndSuggestsTheNearest",
            "AuthConfigurationException"),
        fault(
            Fault.QUOTES_VALUES,
            "create_whenAValueIsMalformed_namesTheKeyAndNotTheValue",
            "Secrets were let out"),
        fault(
            Fault.NEEDS_A_CONTEXT_CLASS_LOADER,
            "call_whenTheContextClassLoaderIsNull_works",
            "a caller failed"),
        fault(Fault.ONE_SESSION_FOR_ALL, "open_whenCalledTwice_givesIndependentSessions", "CLOSED"),
        fault(
            Fault.ORIGINS_ELSEWHERE,
            "origins_always_holdTheBaseAddressAndAreReadOnly",
            "is not within"),
        fault(
            Fault.SIGNS_FOR_ANYBODY, "signer_forAnotherOrigin_refuses", "credential was given out"),
        fault(
            Fault.REUSES_SIGNATURES,
            "signer_whenASignatureCoversTheRequest_signsEachAttemptAnew",
            "used twice"),
        fault(
            Fault.TAG_NEVER_CHANGES,
            "recover_afterARefusal_bringsAnotherCredential",
            "the tag must change"),
        fault(
            Fault.DROPS_WHATEVER_IS_THERE,
            "recover_whenTheSameRefusalComesAgain_keepsTheNewCredential",
            "expected"),
        fault(
            Fault.EVERYBODY_FETCHES,
            "signer_whenManyColdCallersCome_fetchesOnce",
            "each caller fetched for itself"),
        fault(
            Fault.EVERYBODY_FETCHES,
            "recover_whenManyRefusalsComeAtOnce_renewsOnce",
            "several renewals"),
        fault(Fault.EVERYBODY_FETCHES, "signer_withACredentialAtHand_asksNobody", "expected"),
        fault(
            Fault.NO_BACK_OFF, "signer_whenTheServerIsInTrouble_isNotAStorm", "64 callers caused"),
        fault(
            Fault.LOSES_THE_INTERRUPT,
            "signer_whenAWaitingCallerIsInterrupted_keepsTheFlagAndHarmsNobody",
            "flag was lost"),
        fault(
            Fault.FOLLOWERS_INHERIT,
            "signer_whenTheFetchingCallerIsInterrupted_strandsNobody",
            "a caller failed"),
        fault(
            Fault.SIGNS_AFTER_CLOSE,
            "signer_afterClose_saysThatTheSessionIsClosed",
            "SessionLostException"),
        fault(
            Fault.CLAIMS_KEEP_ALIVE,
            "keepAlive_always_isThereIfAndOnlyIfTheCapabilitySaysSo",
            "expected"),
        fault(
            Fault.CLAIMS_BODY_SIGNER,
            "bodySigner_always_isThereIfAndOnlyIfTheCapabilitySaysSo",
            "expected"),
        fault(
            Fault.CLAIMS_WEBSOCKET,
            "signer_whenTheCapabilitySaysSo_authorizesWebSockets",
            "nothing authorizes"),
        fault(
            Fault.WRONG_EXCEPTION_FOR_TROUBLE,
            "call_whenTheServerIsInTrouble_failsRetryableAndHealsLater",
            "AuthTransportException"),
        fault(Fault.LOGS_THE_TOKEN, "open_withValidSettings_givesAUsableSession", "in the log"),
        fault(
            Fault.TOKEN_IN_TO_STRING,
            "toString_ofSessionAndAuthorization_showsNoSecret",
            "an object's text"),
        fault(
            Fault.TOKEN_AS_FINGERPRINT,
            "events_always_nameTheStrategyAndTokensByFingerprintOnly",
            "TokenIssued"),
        fault(
            Fault.SECRET_IN_EXCEPTION,
            "signer_whenTheServerIsInTrouble_isNotAStorm",
            "an object's text"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void contract_whenAStrategyHasAFault_findsIt(Fault fault, String test, String message) {
    FaultyContract.current = fault;

    List<TestExecutionResult> results = run(FaultyContract.class, test);

    assertThat(results).hasSize(1);
    assertThat(results.get(0).getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
    assertThat(results.get(0).getThrowable().orElseThrow().toString())
        .containsPattern(message)
        .doesNotContain("canary-token-1", TinyServer.CLIENT_SECRET);
  }

  @Test
  void contract_whenAProviderIsNotListed_findsIt() {
    for (String test :
        List.of(
            "provider_always_isListedAsAService",
            "provider_always_canBeMadeByTheServiceLoader",
            "provider_always_isFoundByItsIdAndAliases")) {
      assertThat(run(UnlistedContract.class, test))
          .extracting(TestExecutionResult::getStatus)
          .containsExactly(TestExecutionResult.Status.FAILED);
    }
  }

  @Test
  void faults_always_areAllTried() {
    Set<Fault> untried = EnumSet.complementOf(EnumSet.of(Fault.NONE));
    faults().forEach(arguments -> untried.remove((Fault) arguments.get()[0]));

    assertThat(untried).isEmpty();
  }

  private static Arguments fault(Fault fault, String test, String message) {
    return Arguments.of(fault, test, message);
  }

  private static List<TestExecutionResult> run(Class<?> contract, String test) {
    List<TestExecutionResult> results = new ArrayList<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectMethod(contract, test)).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                if (id.isTest()) {
                  results.add(result);
                }
              }
            });
    return results;
  }
}
