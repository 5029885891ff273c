package io.github.ibkrauth.auth.oauth1a;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.googlehttp.AuthRequestInitializer;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.auth.testkit.RecordingListener;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session with a broker of the test's own. */
abstract class SessionFixture {

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  final FakeBroker broker = FakeBroker.start();
  final Map<String, String> settings = broker.settings();
  final RecordingListener listener = new RecordingListener();
  final HttpTransport transport = HttpDefaults.standard().newTransport();
  AuthRuntime runtime = AuthRuntime.builder().listener(listener).build();

  @BeforeEach
  void plant() {
    leaks.canary(FakeBroker.ACCESS_TOKEN);
    leaks.canary(settings.get("oauth1a.access-token-secret"));
  }

  @AfterEach
  void stop() throws IOException {
    transport.shutdown();
    runtime.close();
    broker.close();
  }

  final AuthSession open() {
    return new OAuth1aProvider().create(Configs.of(settings), runtime).open();
  }

  final SignableRequest request(String path) {
    return SignableRequest.builder("GET", broker.base().resolve(path)).build();
  }

  final AuthChallenge challenge(AuthSession session, String body) {
    SignableRequest request = request("/v1/api/x");
    Object tag = session.signer().authorize(request).credentialTag();
    return AuthChallenge.builder(request, 401, tag).body(body).build();
  }

  final HttpRequestFactory factory(AuthSession session) {
    return transport.createRequestFactory(AuthRequestInitializer.builder(session, runtime).build());
  }

  final int get(AuthSession session, String address, boolean verbatim) throws IOException {
    return status(
        factory(session).buildGetRequest(new GenericUrl(broker.base() + address, verbatim)));
  }

  final int post(AuthSession session, String type, byte[] body) throws IOException {
    return status(
        factory(session)
            .buildPostRequest(
                new GenericUrl(broker.base() + "/v1/api/post?side=b&x=2"),
                new ByteArrayContent(type, body)));
  }

  static int status(HttpRequest request) throws IOException {
    request.setThrowExceptionOnExecuteError(false);
    HttpResponse response = request.execute();
    try {
      return response.getStatusCode();
    } finally {
      response.disconnect();
    }
  }
}
