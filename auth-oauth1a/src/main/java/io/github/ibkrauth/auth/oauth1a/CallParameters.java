package io.github.ibkrauth.auth.oauth1a;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What signing the calls of one consumer and one access token has in common: everything but nonce,
 * time and signature, encoded once. Immutable and thread-safe.
 */
final class CallParameters {

  static final String METHOD = "HMAC-SHA256";

  private final String consumerKey;
  private final String accessToken;
  private final boolean plain;
  private final byte[] listStart;
  private final byte[] listMiddle;
  private final byte[] listEnd;
  private final byte[] headerStart;
  private final byte[] headerAfterNonce;
  private final byte[] headerAfterSignature;
  private final byte[] headerEnd;

  CallParameters(String consumerKey, String accessToken, String realm) {
    this.consumerKey = consumerKey;
    this.accessToken = accessToken;
    String key = Ascii.encode(consumerKey);
    String token = Ascii.encode(accessToken);
    // Encoding twice equals encoding once if there is nothing to encode.
    this.plain = key.equals(consumerKey) && token.equals(accessToken);
    this.listStart = ascii("oauth_consumer_key%3D" + key + "%26oauth_nonce%3D");
    this.listMiddle = ascii("%26oauth_signature_method%3D" + METHOD + "%26oauth_timestamp%3D");
    this.listEnd = ascii("%26oauth_token%3D" + token);
    this.headerStart =
        ascii(
            "OAuth realm=\""
                + Ascii.encode(realm)
                + "\", oauth_consumer_key=\""
                + key
                + "\", oauth_nonce=\"");
    this.headerAfterNonce = ascii("\", oauth_signature=\"");
    this.headerAfterSignature =
        ascii("\", oauth_signature_method=\"" + METHOD + "\", oauth_timestamp=\"");
    this.headerEnd = ascii("\", oauth_token=\"" + token + "\"");
  }

  /** Returns the parameters of one call. */
  ProtocolParameters at(byte[] nonce, String seconds) {
    return new OfOneCall(nonce, seconds);
  }

  /**
   * Returns the header of one call.
   *
   * @param code what signs it
   * @param room what to write in; forgets what it holds
   */
  String header(byte[] nonce, String seconds, byte[] code, Ascii room) {
    room.cut(0);
    return room.plain(headerStart)
        .plain(nonce)
        .plain(headerAfterNonce)
        .encodedBase64(code)
        .plain(headerAfterSignature)
        .plain(seconds)
        .plain(headerEnd)
        .toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private final class OfOneCall implements ProtocolParameters {

    private final byte[] nonce;
    private final String seconds;

    OfOneCall(byte[] nonce, String seconds) {
      this.nonce = nonce;
      this.seconds = seconds;
    }

    @Override
    public List<Pair> pairs() {
      return List.of(
          new Pair("oauth_consumer_key", consumerKey),
          new Pair("oauth_nonce", new String(nonce, StandardCharsets.US_ASCII)),
          new Pair("oauth_signature_method", METHOD),
          new Pair("oauth_timestamp", seconds),
          new Pair("oauth_token", accessToken));
    }

    @Override
    public boolean writeBlock(Ascii target) {
      if (!plain) {
        return false;
      }
      target.plain(listStart).plain(nonce).plain(listMiddle).plain(seconds).plain(listEnd);
      return true;
    }
  }
}
