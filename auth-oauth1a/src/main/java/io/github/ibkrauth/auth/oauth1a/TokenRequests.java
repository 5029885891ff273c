package io.github.ibkrauth.auth.oauth1a;

import com.github.scribejava.core.builder.api.DefaultApi10a;
import com.github.scribejava.core.model.OAuth1RequestToken;
import com.github.scribejava.core.model.OAuthConstants;
import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.oauth.OAuth10aService;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prepares and signs the three token requests by scribejava's seams, and leaves the sending to
 * others. Each call makes a new request with a new nonce. Thread-safe.
 */
final class TokenRequests {

  private final Service service;
  private final TokenRequestApi api;
  private final String liveSessionTokenUrl;

  TokenRequests(TokenRequestApi api, Settings settings) {
    this.api = api;
    this.service = new Service(api, settings);
    this.liveSessionTokenUrl = settings.endpoints().liveSessionToken().toString();
  }

  /** Returns the header that asks for a request token. */
  String requestToken() {
    return service.signedRequestToken();
  }

  /** Returns the address that a user is sent to. */
  String authorizationUrl(OAuth1RequestToken token) {
    return api.getAuthorizationUrl(token);
  }

  /** Returns the header that asks for an access token. */
  String accessToken(OAuth1RequestToken token, String verifier) {
    return service.signedAccessToken(token, verifier);
  }

  /**
   * Returns the header that asks for a live session token.
   *
   * @param prepend the decrypted access token secret, in hexadecimal digits
   */
  String liveSessionToken(String accessToken, String prepend, String challenge) {
    TokenRequest request = new TokenRequest(liveSessionTokenUrl, prepend, challenge);
    request.addOAuthParameter(OAuthConstants.TOKEN, accessToken);
    return service.signed(request);
  }

  /** Scribejava's service, without version, secret, log and network. */
  private static final class Service extends OAuth10aService {

    private final String realm;

    Service(DefaultApi10a api, Settings settings) {
      super(api, settings.consumerKey(), "", settings.callback(), null, null, null, null, null);
      this.realm = settings.realm();
    }

    String signedRequestToken() {
      return authorization(prepareRequestTokenRequest());
    }

    String signedAccessToken(OAuth1RequestToken token, String verifier) {
      return authorization(prepareAccessTokenRequest(token, verifier));
    }

    String signed(OAuthRequest request) {
      addOAuthParams(request, "");
      appendSignature(request);
      return authorization(request);
    }

    @Override
    protected void addOAuthParams(OAuthRequest request, @Nullable String tokenSecret) {
      DefaultApi10a api = getApi();
      request.setRealm(realm);
      request.addOAuthParameter(OAuthConstants.CONSUMER_KEY, getApiKey());
      request.addOAuthParameter(OAuthConstants.NONCE, api.getTimestampService().getNonce());
      request.addOAuthParameter(
          OAuthConstants.SIGN_METHOD, api.getSignatureService().getSignatureMethod());
      request.addOAuthParameter(
          OAuthConstants.TIMESTAMP, api.getTimestampService().getTimestampInSeconds());
      String baseString = api.getBaseStringExtractor().extract(request);
      request.addOAuthParameter(
          OAuthConstants.SIGNATURE,
          api.getSignatureService().getSignature(baseString, getApiSecret(), ""));
    }

    private static String authorization(OAuthRequest request) {
      return Objects.requireNonNull(request.getHeaders().get(OAuthConstants.HEADER), "header");
    }
  }
}
