package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.InteractionRequiredException;

/** Finds the access token: the configured one, or a third party's grant in the store. */
final class AccessTokens {

  private AccessTokens() {}

  /**
   * Returns the present one; the configuration goes before the store.
   *
   * @throws InteractionRequiredException when there is none and a user has to agree first
   */
  static AccessToken current(Settings settings, AuthConfig config, AuthRuntime runtime) {
    if (config.isSet(OAuth1aKeys.ACCESS_TOKEN)) {
      return new SettingsReader(config, runtime).configuredToken();
    }
    return GrantStore.of(settings, runtime)
        .flatMap(GrantStore::load)
        .map(grant -> grant.asAccessToken())
        .orElseThrow(() -> nothingStored(settings));
  }

  private static InteractionRequiredException nothingStored(Settings settings) {
    String hint =
        "Let the user agree to the grant with ThirdPartyGrant, or set "
            + settings.name(OAuth1aKeys.ACCESS_TOKEN)
            + " and "
            + settings.name(OAuth1aKeys.ACCESS_TOKEN_SECRET)
            + ".";
    return new InteractionRequiredException(
        Details.of(
                AuthErrorCode.INTERACTION_REQUIRED,
                "The token store holds no access token for the grant '"
                    + settings.grant()
                    + "'. "
                    + hint)
            .withStrategy(OAuth1aProvider.ID),
        settings.endpoints().authorize(),
        hint);
  }
}
