package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.HostCheck.Outcome;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostCheckTest {

  private static final URI HERE = URI.create("http://localhost:1/a");
  private static final URI ALSO_HERE = URI.create("http://127.0.0.1:2");
  private static final URI NOWHERE = URI.create("https://no-such-host.invalid/b");

  private final ProxySelector usual = ProxySelector.getDefault();

  @BeforeEach
  void noProxy() {
    ProxySelector.setDefault(ProxySelector.of(null));
  }

  @AfterEach
  void restore() {
    ProxySelector.setDefault(usual);
  }

  @Test
  void of_whenAllAreKnown_thenNamesEachHostOnce() {
    HostCheck check = check(HERE, ALSO_HERE, URI.create("http://localhost:3"));

    assertThat(check.outcome()).isEqualTo(Outcome.FOUND);
    assertThat(check.detail()).isEqualTo("localhost, 127.0.0.1 found");
    assertThat(check.remedy("the.url")).isEmpty();
  }

  @Test
  void of_whenOneIsUnknown_thenNamesItAndTheSettings() {
    HostCheck check = check(HERE, NOWHERE);

    assertThat(check.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(check.detail()).startsWith("the name no-such-host.invalid is not known");
    assertThat(check.remedy("the.url")).isEqualTo("Correct the.url, or check the network.");
  }

  @Test
  void of_whenAProxyMayKnowIt_thenIsNoFailure() {
    ProxySelector.setDefault(
        ProxySelector.of(InetSocketAddress.createUnresolved("proxy.invalid", 3128)));

    HostCheck check = check(NOWHERE);

    assertThat(check.outcome()).isEqualTo(Outcome.PERHAPS_ELSEWHERE);
    assertThat(check.remedy("the.url")).contains("proxy").doesNotContain("the.url");
  }

  @Test
  void of_whenTheApplicationLendsATransport_thenIsNoFailure() {
    try (AuthRuntime runtime =
        AuthRuntime.builder().service(HttpTransport.class, new NetHttpTransport()).build()) {
      assertThat(HostCheck.of(List.of(NOWHERE), runtime).outcome())
          .isEqualTo(Outcome.PERHAPS_ELSEWHERE);
    }
  }

  private static HostCheck check(URI... addresses) {
    try (AuthRuntime runtime = AuthRuntime.builder().build()) {
      return HostCheck.of(List.of(addresses), runtime);
    }
  }
}
