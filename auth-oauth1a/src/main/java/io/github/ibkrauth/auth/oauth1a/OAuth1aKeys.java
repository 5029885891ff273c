package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of the strategy {@code oauth1a}, all in the section of that name. The two private
 * keys have their own settings there: {@code signature-key} and {@code encryption-key}, each with
 * those that begin with it and a dash.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class OAuth1aKeys {

  /** The key that names the client: chosen at registration, or given out by the broker. */
  public static final ConfigKey<String> CONSUMER_KEY =
      ConfigKey.text("oauth1a.consumer-key")
          .required()
          .describedAs("the consumer key from the broker's registration.");

  /**
   * The access token. Without it the grant of a third party is read from the lent {@code
   * TokenStore}.
   */
  public static final ConfigKey<Secret> ACCESS_TOKEN =
      ConfigKey.secret("oauth1a.access-token")
          .describedAs("the access token that the broker issued.");

  /** The access token secret as the broker shows it: Base64 of a text encrypted for our key. */
  public static final ConfigKey<Secret> ACCESS_TOKEN_SECRET =
      ConfigKey.secret("oauth1a.access-token-secret")
          .describedAs("the access token secret that was issued with the access token.");

  /** How the access token secret is padded. */
  public static final ConfigKey<SecretPadding> ACCESS_TOKEN_SECRET_PADDING =
      ConfigKey.choice("oauth1a.access-token-secret-padding", SecretPadding.class)
          .withDefault(SecretPadding.PKCS1)
          .describedAs("how the access token secret is padded; pkcs1 unless the broker says so.");

  /**
   * The prime and generator that were registered: PEM text, the prime in hexadecimal digits, {@code
   * file:/path} or {@code env:NAME}.
   */
  public static final ConfigKey<String> DH_PARAMETERS =
      ConfigKey.text("oauth1a.dh-parameters")
          .describedAs("the registered Diffie-Hellman parameters: PEM text, hex, or file:/path.");

  /** The file that holds prime and generator. */
  public static final ConfigKey<Path> DH_PARAMETERS_FILE =
      ConfigKey.path("oauth1a.dh-parameters-file")
          .describedAs("the file that holds the registered Diffie-Hellman parameters.");

  /** The generator that belongs to a prime in hexadecimal digits; 2 when not set. */
  public static final ConfigKey<Integer> DH_GENERATOR =
      ConfigKey.integer("oauth1a.dh-generator")
          .describedAs(
              "the generator, if the prime is given in hexadecimal digits and it is not 2.");

  /** The public half that was uploaded as signature key; only compared with the private one. */
  public static final ConfigKey<Path> SIGNATURE_PUBLIC_KEY_FILE =
      ConfigKey.path("oauth1a.signature-public-key-file")
          .describedAs("the uploaded public half of the signature key, to be compared with it.");

  /** The public half that was uploaded as encryption key; only compared with the private one. */
  public static final ConfigKey<Path> ENCRYPTION_PUBLIC_KEY_FILE =
      ConfigKey.path("oauth1a.encryption-public-key-file")
          .describedAs("the uploaded public half of the encryption key, to be compared with it.");

  /** The realm; {@code limited_poa}, or {@code test_realm} for the consumer TESTCONS. */
  public static final ConfigKey<String> REALM =
      ConfigKey.text("oauth1a.realm")
          .describedAs("the realm; limited_poa, or test_realm for the consumer TESTCONS.");

  /** Which text is signed. */
  public static final ConfigKey<BaseStringRecipe> BASE_STRING_RECIPE =
      ConfigKey.choice("oauth1a.base-string-recipe", BaseStringRecipe.class)
          .withDefault(BaseStringRecipe.RAW)
          .describedAs("which text is signed for a request with a query; auto tries them all.");

  /** Where the broker is; a trailing {@code /v1/api} or {@code /alpha/api} is the trading path. */
  public static final ConfigKey<URI> BASE_URL =
      ConfigKey.uri("oauth1a.base-url")
          .withDefault(URI.create("https://api.ibkr.com"))
          .describedAs("where the broker's API is.");

  /** Where live session tokens are made; by default below {@link #BASE_URL}. */
  public static final ConfigKey<URI> LIVE_SESSION_TOKEN_URL =
      ConfigKey.uri("oauth1a.live-session-token-url")
          .describedAs("where live session tokens are made, if not below base-url.");

  /** Where the grant of a third party begins; by default below {@link #BASE_URL}. */
  public static final ConfigKey<URI> REQUEST_TOKEN_URL =
      ConfigKey.uri("oauth1a.request-token-url")
          .describedAs("where request tokens are issued, if not below base-url.");

  /** Where the grant of a third party ends; by default below {@link #BASE_URL}. */
  public static final ConfigKey<URI> ACCESS_TOKEN_URL =
      ConfigKey.uri("oauth1a.access-token-url")
          .describedAs("where access tokens are issued, if not below base-url.");

  /** Where a user agrees to the grant of a third party. */
  public static final ConfigKey<URI> AUTHORIZE_URL =
      ConfigKey.uri("oauth1a.authorize-url")
          .withDefault(URI.create("https://www.interactivebrokers.com/authorize"))
          .describedAs("where a user agrees to the grant of a third party.");

  /** What is sent as callback of a third party's grant: {@code oob}, or an absolute address. */
  public static final ConfigKey<String> CALLBACK =
      ConfigKey.text("oauth1a.callback")
          .withDefault("oob")
          .describedAs("the callback of a third party's grant: oob, or an address.");

  /** Tells several grants of one consumer apart in the token store. */
  public static final ConfigKey<String> GRANT =
      ConfigKey.text("oauth1a.grant")
          .withDefault("default")
          .describedAs("the name of a third party's grant, where one consumer has several.");

  private OAuth1aKeys() {}

  static List<ConfigKey<?>> own() {
    return List.of(
        CONSUMER_KEY,
        ACCESS_TOKEN,
        ACCESS_TOKEN_SECRET,
        ACCESS_TOKEN_SECRET_PADDING,
        DH_PARAMETERS,
        DH_PARAMETERS_FILE,
        DH_GENERATOR,
        SIGNATURE_PUBLIC_KEY_FILE,
        ENCRYPTION_PUBLIC_KEY_FILE,
        REALM,
        BASE_STRING_RECIPE,
        BASE_URL,
        LIVE_SESSION_TOKEN_URL,
        REQUEST_TOKEN_URL,
        ACCESS_TOKEN_URL,
        AUTHORIZE_URL,
        CALLBACK,
        GRANT);
  }

  /** How the access token secret is padded. */
  public enum SecretPadding {
    /** RSAES-PKCS1-v1_5: what the broker uses. */
    PKCS1,
    /** RSAES-OAEP with SHA-1; no answer of the broker is known that needs it. */
    OAEP
  }
}
