package io.github.ibkrauth.auth.oauth1a;

import com.github.scribejava.core.builder.api.DefaultApi10a;
import com.github.scribejava.core.extractors.BaseStringExtractor;
import com.github.scribejava.core.extractors.HeaderExtractor;
import com.github.scribejava.core.model.OAuthConstants;
import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.services.SignatureService;
import com.github.scribejava.core.services.TimestampService;
import io.github.ibkrauth.auth.keys.RsaSigner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The broker's three token addresses as scribejava sees an API, with recipe, signature, time, nonce
 * and header of our own. Thread-safe.
 */
final class TokenRequestApi extends DefaultApi10a {

  private static final String METHOD = "RSA-SHA256";

  private final Endpoints endpoints;
  private final RsaSigner signer;
  private final BaseStringRecipe recipe;
  private final TimestampService moments;

  TokenRequestApi(
      Endpoints endpoints,
      RsaSigner signer,
      BaseStringRecipe recipe,
      SigningClock clock,
      Nonces nonces) {
    this.endpoints = endpoints;
    this.signer = signer;
    this.recipe = recipe;
    this.moments = new Moments(clock, nonces);
  }

  @Override
  public String getRequestTokenEndpoint() {
    return endpoints.requestToken().toString();
  }

  @Override
  public String getAccessTokenEndpoint() {
    return endpoints.accessToken().toString();
  }

  @Override
  protected String getAuthorizationBaseUrl() {
    return endpoints.authorize().toString();
  }

  @Override
  public BaseStringExtractor getBaseStringExtractor() {
    return this::baseString;
  }

  @Override
  public HeaderExtractor getHeaderExtractor() {
    return TokenRequestApi::header;
  }

  @Override
  public TimestampService getTimestampService() {
    return moments;
  }

  @Override
  public SignatureService getSignatureService() {
    return new SignatureService() {
      @Override
      public String getSignature(String baseString, String apiSecret, String tokenSecret) {
        byte[] signature = signer.sign(baseString.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature);
      }

      @Override
      public String getSignatureMethod() {
        return METHOD;
      }
    };
  }

  private String baseString(OAuthRequest request) {
    List<Pair> pairs = new ArrayList<>();
    TokenRequest.parametersOf(request).forEach((name, value) -> pairs.add(new Pair(name, value)));
    Ascii target = new Ascii(1536).plain(TokenRequest.prependOf(request));
    BaseString.write(
        recipe,
        request.getVerb().name(),
        WireUrl.of(request.getUrl()),
        List.of(),
        ProtocolParameters.of(pairs),
        target);
    return target.toString();
  }

  /** Writes realm first, then the others by name, each value encoded and in quotes. */
  private static String header(OAuthRequest request) {
    StringBuilder text = new StringBuilder("OAuth ");
    text.append(one(OAuthConstants.REALM, request.getRealm()));
    TokenRequest.parametersOf(request).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> text.append(", ").append(one(entry.getKey(), entry.getValue())));
    return text.toString();
  }

  private static String one(String name, String value) {
    return name + "=\"" + Ascii.encode(value) + "\"";
  }

  private record Moments(SigningClock clock, Nonces nonces) implements TimestampService {

    @Override
    public String getTimestampInSeconds() {
      return Long.toString(clock.seconds());
    }

    @Override
    public String getNonce() {
      return new String(nonces.next(), StandardCharsets.US_ASCII);
    }
  }
}
