package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.oauth2.ConsentSettings.FixedEndpoints;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Asks one authorization server, each time exactly once. Thread-safe. */
final class AuthorizationServer {

  private final Settings settings;
  private final ConsentSettings consent;
  private final ClientAuthentication client;
  private final Wire wire;
  private final Discovered discovered;
  private final AuthRuntime runtime;

  /**
   * Creates it; no I/O.
   *
   * @param discovered keeps the metadata, for all that talk to this server
   */
  AuthorizationServer(
      Settings settings,
      ConsentSettings consent,
      ClientAuthentication client,
      Wire wire,
      Discovered discovered,
      AuthRuntime runtime) {
    this.settings = settings;
    this.consent = consent;
    this.client = client;
    this.wire = wire;
    this.discovered = discovered;
    this.runtime = runtime;
  }

  ClientAuthentication client() {
    return client;
  }

  /** Returns the page where users agree, as far as it is known without asking; for messages. */
  URI consentPage() {
    FixedEndpoints fixed = consent.fixed();
    if (fixed.authorize() != null) {
      return fixed.authorize();
    }
    Optional<ServerEndpoints> known = discovered.last();
    if (known.isPresent() && known.get().authorize() != null) {
      return known.get().authorize();
    }
    URI any = fixed.metadata() != null ? fixed.metadata() : fixed.token();
    return URI.create(Endpoints.place(Objects.requireNonNull(any, "token-url")));
  }

  /** Returns where everything is; asks for the metadata where that is needed. */
  ServerEndpoints endpoints() {
    URI metadata = consent.fixed().metadata();
    return metadata == null
        ? ServerEndpoints.of(consent.fixed())
        : discovered.get(runtime.clock().instant(), () -> fetch(metadata));
  }

  /**
   * Returns where tokens are had and given back; asks for metadata only if the first is not set.
   */
  ServerEndpoints tokenEndpoints() {
    boolean metadataTellsAudience = client.signs() && consent.audience() == null;
    return consent.fixed().token() != null && !metadataTellsAudience
        ? ServerEndpoints.of(consent.fixed())
        : endpoints();
  }

  private ServerEndpoints fetch(URI metadata) {
    return ServerMetadata.read(
        wire.getJson(Step.METADATA, metadata),
        metadata,
        settings.name(OAuth2JwtKeys.METADATA_URL),
        consent.fixed());
  }

  /**
   * Posts a form with what says who the client is.
   *
   * @param secrets what the form holds and an answer must not repeat
   */
  Exchange post(
      Step step,
      URI uri,
      Map<String, String> fields,
      List<String> secrets,
      ServerEndpoints endpoints) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    Map<String, String> form = new LinkedHashMap<>(fields);
    List<String> hidden = new ArrayList<>(secrets);
    hidden.addAll(client.addTo(headers, form, endpoints));
    return new Exchange(wire.postForm(step, uri, headers, form), List.copyOf(hidden));
  }

  /**
   * An answer, and what must not be repeated from it. Immutable.
   *
   * @param reply the answer
   * @param secrets what was sent
   */
  record Exchange(LoginReply reply, List<String> secrets) {

    Complaint complaint() {
      return Complaint.of(reply, secrets);
    }

    /** Returns status and size. */
    @Override
    public String toString() {
      return "Exchange(" + reply + ")";
    }
  }
}
