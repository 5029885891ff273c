package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.gateway.login.GatewayLoginKeys;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.config.IbkrConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of settings lists what exists, and nothing else. */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @TempDir Path dir;

  @Test
  void page_listsEverySettingBelowTheAuthPrefix_andNoOther() throws IOException {
    Set<String> exist = new TreeSet<>();
    keys(
        List.of(AuthStrategies.STRATEGY, AuthStrategies.STRATEGY_CLASS, AuthStrategies.TRUSTED),
        exist);
    keys(HttpDefaults.keys(), exist);
    keys(GatewayLoginKeys.all(), exist);
    keys(List.copyOf(TokenStores.discover().keys()), exist);
    AuthStrategies strategies = AuthStrategies.discover();
    strategies
        .ids()
        .forEach(id -> keys(strategies.provider(id).orElseThrow().configSpec().keys(), exist));
    assertThat(listed("ibkr.auth.")).containsExactlyInAnyOrderElementsOf(exist);
  }

  @Test
  void profileExample_whenRead_laysTheProfileOverTheFile() throws IOException {
    Matcher block =
        Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    Path file = Files.writeString(dir.resolve("ibkr.yaml"), block.group(1));
    AuthConfig paper =
        new IbkrConfigLoader(Map.of(), new Properties(), dir, dir).load(file, "paper");
    assertThat(paper.get(ConfigKey.text("oauth2-jwt.credential")))
        .isEqualTo("your-paper-user-name");
    assertThat(paper.get(ConfigKey.text("oauth2-jwt.client-id"))).isEqualTo("YourClientId");
  }

  private static void keys(List<ConfigKey<?>> keys, Set<String> names) {
    keys.forEach(key -> names.add("ibkr.auth." + key.name()));
  }

  private static Set<String> listed(String prefix) throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher row =
        Pattern.compile("^\\| `(" + Pattern.quote(prefix) + "[a-z0-9.-]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(PAGE));
    while (row.find()) {
      names.add(row.group(1));
    }
    return names;
  }
}
