package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.gateway.GatewayKeys;
import io.github.ibkrauth.auth.gateway.login.GatewayLoginKeys;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.ibkr.config.IbkrConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests and image recipes fit the API they are written for, and each other. */
class DeployTest {

  private static final String GATEWAY = "gateway/kubernetes";
  private static final int PORT = 15000;

  @TempDir Path directory;

  @Test
  void manifests_whenRead_haveOnlyWhatTheApiHas() {
    List<Path> files =
        Stream.concat(Manifests.files(GATEWAY).stream(), Manifests.files("application").stream())
            .toList();
    assertThat(files).hasSizeGreaterThan(10);
    for (Path file : files) {
      for (JsonNode document : Manifests.documents(file)) {
        if (Manifests.isOfTheApi(document)) {
          HasMetadata object = Manifests.object(document);
          assertThat(Manifests.unknown(object)).as(file.toString()).isEmpty();
          assertThat(object.getMetadata().getName()).as(file.toString()).matches("[a-z0-9-]+");
        } else {
          assertThat(Manifests.kind(document))
              .as(file.toString())
              .isIn(
                  "kind.x-k8s.io/v1alpha4/Cluster",
                  "kustomize.config.k8s.io/v1beta1/Kustomization");
        }
      }
    }
  }

  @Test
  void check_whenAMemberIsMisspelt_findsIt() {
    JsonNode document = Manifests.documents(file("deployment.yaml")).get(0);
    ((com.fasterxml.jackson.databind.node.ObjectNode)
            document.at("/spec/template/spec/containers/1"))
        .put("readynessProbe", true);

    assertThat(Manifests.unknown(Manifests.object(document)))
        .containsExactly("Deployment.Spec.Template.Spec.Containers[].readynessProbe");
  }

  @Test
  void ports_whenTraffickedThrough_areTheSameFromWorkstationToPod() throws IOException {
    Container gateway = container(gatewayPod(), "gateway");
    assertThat(gateway.getPorts())
        .singleElement()
        .satisfies(
            port -> {
              assertThat(port.getContainerPort()).isEqualTo(PORT);
              assertThat(port.getName()).isEqualTo("gateway");
            });
    assertThat(Manifests.all(GATEWAY, Service.class))
        .hasSize(2)
        .allSatisfy(
            service -> {
              assertThat(service.getSpec().getPorts().get(0).getPort()).isEqualTo(PORT);
              assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal())
                  .isEqualTo("gateway");
              assertThat(gatewayPod().getMetadata().getLabels())
                  .containsAllEntriesOf(service.getSpec().getSelector());
            });
    int nodePort =
        Manifests.one(GATEWAY, Service.class, "ibkr-gateway-nodeport")
            .getSpec()
            .getPorts()
            .get(0)
            .getNodePort();
    JsonNode mapping =
        Manifests.documents(file("kind.yaml")).get(0).at("/nodes/0/extraPortMappings/0");
    assertThat(nodePort).isEqualTo(30500);
    assertThat(mapping.get("containerPort").asInt()).isEqualTo(nodePort);
    assertThat(mapping.get("hostPort").asInt()).isEqualTo(PORT);
    assertThat(mapping.get("listenAddress").asText()).isEqualTo("127.0.0.1");
    String dockerfile = Files.readString(Manifests.folder().resolve("gateway/Dockerfile"));
    assertThat(dockerfile).contains("ARG LISTEN_PORT=" + PORT, "EXPOSE " + PORT);
    assertThat(gateway.getLivenessProbe().getTcpSocket().getPort().getStrVal())
        .isEqualTo("gateway");
    assertThat(settings(GATEWAY, "ibkr-gateway").get(GatewayKeys.BASE_URL))
        .hasToString("https://localhost:" + PORT);
  }

  @Test
  void networkPolicies_whenApplied_selectPodsThatExistAndLetInLabelledOnesOnly() {
    List<NetworkPolicy> policies = Manifests.all(GATEWAY, NetworkPolicy.class);
    assertThat(policies)
        .hasSize(2)
        .allSatisfy(
            policy -> {
              assertThat(gatewayPod().getMetadata().getLabels())
                  .containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels());
              assertThat(policy.getSpec().getIngress())
                  .allSatisfy(
                      rule -> {
                        assertThat(rule.getFrom()).isNotEmpty();
                        assertThat(rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(PORT);
                      });
            });
    NetworkPolicy usual = Manifests.one(GATEWAY, NetworkPolicy.class, "ibkr-gateway");
    assertThat(usual.getSpec().getIngress().get(0).getFrom())
        .allSatisfy(
            from ->
                assertThat(from.getPodSelector().getMatchLabels())
                    .containsExactlyEntriesOf(Map.of("ibkr-gateway-client", "true")));
  }

  @Test
  void readiness_whenProbed_asksVerifyAndNotTooOften() {
    Container cli = container(gatewayPod(), "ibkr");

    assertThat(cli.getReadinessProbe().getExec().getCommand())
        .startsWith("ibkr", "gateway", "verify");
    assertThat(cli.getReadinessProbe().getPeriodSeconds()).isGreaterThan(60);
    assertThat(cli.getArgs()).startsWith("gateway", "maintain", "--watch");
    List<List<String>> commands =
        List.of(cli.getArgs(), cli.getReadinessProbe().getExec().getCommand().subList(1, 5));
    // The commands exist, with these options.
    for (List<String> command : commands) {
      List<String> words = new ArrayList<>(command);
      words.add("--help");
      assertThat(CommandRun.in(directory).run(words.toArray(String[]::new)).exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GATEWAY, "application"})
  void pods_whenTheyMount_mountWhatExistsAndRunAsNobodyInParticular(String place) {
    List<PodTemplateSpec> pods =
        Stream.concat(
                Manifests.all(place, Deployment.class).stream()
                    .map(deployment -> deployment.getSpec().getTemplate()),
                Manifests.all(place, Job.class).stream().map(job -> job.getSpec().getTemplate()))
            .toList();
    assertThat(pods).isNotEmpty();
    for (PodTemplateSpec pod : pods) {
      assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(10001);
      Set<String> volumes = new TreeSet<>();
      for (Volume volume : pod.getSpec().getVolumes()) {
        volumes.add(volume.getName());
        assertSourceExists(place, volume);
      }
      for (Container container : pod.getSpec().getContainers()) {
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).contains("ALL");
        assertThat(container.getVolumeMounts())
            .extracting(VolumeMount::getName)
            .allMatch(volumes::contains);
        if (container.getEnv() != null) {
          container.getEnv().stream()
              .filter(env -> env.getValueFrom() != null)
              .map(env -> env.getValueFrom().getConfigMapKeyRef())
              .forEach(
                  key ->
                      assertThat(Manifests.one(place, ConfigMap.class, key.getName()).getData())
                          .containsKey(key.getKey()));
        }
      }
    }
  }

  @Test
  void deployments_whenTheyShareAUserName_areNeverTwoAtOnce() {
    assertThat(
            Stream.of(GATEWAY, "application")
                .flatMap(place -> Manifests.all(place, Deployment.class).stream()))
        .hasSize(3)
        .allSatisfy(
            deployment -> {
              assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
              assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
              assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                  .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth1a", "oauth2-jwt"})
  void applications_whenConfigured_haveSettingsOfTheirStrategyAndTheFilesThatTheyName(
      String strategy) {
    String place = "application/" + strategy + ".yaml";
    AuthConfig config = settings(place, "trading-settings");
    assertThat(config.get(AuthStrategies.STRATEGY)).isEqualTo(strategy);
    ConfigSpec spec = AuthStrategies.discover().provider(strategy).orElseThrow().configSpec();
    assertThat(config.unknownBelow(strategy, Set.copyOf(spec.keys()))).isEmpty();
    assertNamedFilesAreMounted(
        place,
        Manifests.all("application/" + strategy + "-secret.example.yaml", Secret.class).get(0));
  }

  @Test
  void gatewaySettings_whenRead_areKnownAndNameMountedFiles() {
    AuthConfig config = settings(GATEWAY, "ibkr-gateway");
    ConfigSpec session =
        AuthStrategies.discover().provider("gateway-session").orElseThrow().configSpec();
    assertThat(config.unknownBelow("gateway-session", Set.copyOf(session.keys()))).isEmpty();
    assertThat(config.unknownBelow("gateway-login", Set.copyOf(GatewayLoginKeys.all()))).isEmpty();
    assertNamedFilesAreMounted(GATEWAY, Manifests.one(GATEWAY, Secret.class, "ibkr-gateway-login"));
    assertThat(container(gatewayPod(), "ibkr").getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains(config.get(GatewayLoginKeys.STATE_DIRECTORY).toString());
  }

  @Test
  void kustomization_whenApplied_namesFilesThatExistAndNoSecret() {
    List<String> resources = new ArrayList<>();
    Manifests.documents(file("kustomization.yaml"))
        .get(0)
        .get("resources")
        .forEach(resource -> resources.add(resource.asText()));
    assertThat(resources).allSatisfy(name -> assertThat(file(name)).exists());
    assertThat(resources).noneMatch(name -> name.contains("secret") || name.contains("nodeport"));
  }

  @Test
  void secrets_whenTheyAreExamples_holdNothing() {
    assertThat(
            Stream.of(GATEWAY, "application")
                .flatMap(place -> Manifests.all(place, Secret.class).stream()))
        .hasSize(3)
        .allSatisfy(
            secret -> assertThat(secret.getStringData().values()).containsOnly("REPLACE-ME"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway/Dockerfile", "cli/Dockerfile"})
  void images_whenBuilt_runAsNobodyInParticularAndCopyWhatIsThere(String name) throws IOException {
    Path file = Manifests.folder().resolve(name);
    String text = Files.readString(file).replace("\\\n", " ");
    assertThat(text)
        .containsPattern("(?m)^USER 10001:10001$")
        .doesNotContainPattern("(?i)passw.*=");
    // The user is chosen after the last thing that needs root, in each stage that ends in an image.
    assertThat(text.lastIndexOf("\nUSER ")).isGreaterThan(text.lastIndexOf("\nRUN "));
    Path context = name.startsWith("cli") ? ProjectRoot.path() : file.getParent();
    Matcher copies = Pattern.compile("(?m)^COPY (?!--from)((?:--\\S+ )*)(.+)$").matcher(text);
    int found = 0;
    while (copies.find()) {
      String[] words = copies.group(2).split(" ");
      for (int i = 0; i < words.length - 1; i++) {
        if (!words[i].contains("*") && !words[i].contains("[")) {
          assertThat(context.resolve(words[i])).exists();
          found++;
        }
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void entrypoint_whenAddressesAreAllowed_replacesThatListAlone() throws Exception {
    String conf =
        "ips:\n  allow:\n    - 192.*\n    - 127.0.0.1\n  deny:\n    - 212.90.324.10\nlistenPort: 15000\n";

    assertThat(entrypoint(conf, "127.0.0.1 10.244.*"))
        .isEqualTo(
            "0 root/conf.yaml\nips:\n  allow:\n    - 127.0.0.1\n    - 10.244.*\n  deny:\n    - 212.90.324.10\n"
                + "listenPort: 15000\n");
    assertThat(entrypoint(conf, "")).isEqualTo("0 root/conf.yaml\n" + conf);
    assertThat(entrypoint("listenPort: 15000\n", "127.0.0.1")).startsWith("2 ");
    assertThat(entrypoint(conf, "127.0.0.1\n$(touch owned)")).startsWith("2 ");
  }

  /** Returns the exit code, and what a gateway would have been started with. */
  private String entrypoint(String conf, String allowed) throws Exception {
    Path home = Files.createTempDirectory(directory, "gateway");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("root"));
    Files.writeString(home.resolve("root/conf.yaml"), conf);
    Path run = home.resolve("bin/run.sh");
    Files.writeString(run, "#!/bin/sh\nprintf '%s\\n' \"$1\"\ncat \"$1\"\n");
    assertThat(run.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder =
        new ProcessBuilder("sh", Manifests.folder().resolve("gateway/entrypoint.sh").toString());
    builder.environment().put("GATEWAY_HOME", home.toString());
    builder.environment().put("GATEWAY_ALLOW", allowed);
    Path out = home.resolve("out");
    Process process = builder.redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(home.resolve("owned")).doesNotExist();
    return process.exitValue() + " " + Files.readString(out);
  }

  private void assertNamedFilesAreMounted(String place, Secret secret) {
    String text =
        Manifests.all(place, ConfigMap.class).stream()
            .map(map -> map.getData().get("ibkr.yaml"))
            .findFirst()
            .orElseThrow();
    Matcher files = Pattern.compile("/run/secrets/ibkr/([a-z.-]+)").matcher(text);
    Set<String> named = new TreeSet<>();
    while (files.find()) {
      named.add(files.group(1));
    }
    assertThat(named).containsExactlyInAnyOrderElementsOf(secret.getStringData().keySet());
    for (Deployment deployment : Manifests.all(place, Deployment.class)) {
      assertThat(deployment.getSpec().getTemplate().getSpec().getVolumes())
          .filteredOn(volume -> volume.getSecret() != null)
          .extracting(volume -> volume.getSecret().getSecretName())
          .containsExactly(secret.getMetadata().getName());
    }
  }

  private static void assertSourceExists(String place, Volume volume) {
    if (volume.getConfigMap() != null) {
      ConfigMap map = Manifests.one(place, ConfigMap.class, volume.getConfigMap().getName());
      assertThat(map.getData()).containsKey("ibkr.yaml");
    } else if (volume.getSecret() != null) {
      assertThat(Manifests.one(place, Secret.class, volume.getSecret().getSecretName()))
          .isNotNull();
      assertThat(volume.getSecret().getDefaultMode()).isEqualTo(0440);
    } else if (volume.getPersistentVolumeClaim() != null) {
      assertThat(
              Manifests.one(
                  place,
                  PersistentVolumeClaim.class,
                  volume.getPersistentVolumeClaim().getClaimName()))
          .isNotNull();
    } else {
      assertThat(volume.getEmptyDir()).isNotNull();
    }
  }

  private AuthConfig settings(String place, String map) {
    try {
      Path file =
          Files.writeString(
              directory.resolve("ibkr.yaml"),
              Manifests.one(place, ConfigMap.class, map).getData().get("ibkr.yaml"));
      return new IbkrConfigLoader(Map.of(), new Properties(), directory, directory)
          .load(file, null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static PodTemplateSpec gatewayPod() {
    return Manifests.one(GATEWAY, Deployment.class, "ibkr-gateway").getSpec().getTemplate();
  }

  private static Container container(PodTemplateSpec pod, String name) {
    return pod.getSpec().getContainers().stream()
        .filter(container -> container.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Path file(String name) {
    return Manifests.folder().resolve(GATEWAY).resolve(name);
  }
}
