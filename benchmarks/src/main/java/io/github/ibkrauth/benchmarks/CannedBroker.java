package io.github.ibkrauth.benchmarks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.jspecify.annotations.Nullable;

/**
 * What a broker answers that checks nothing: prepared bodies, and of a handshake only the
 * arithmetic, with a small number of its own, so that next to nothing of what is measured is the
 * broker's. Immutable and thread-safe.
 */
public final class CannedBroker {

  /** The account that has positions. */
  public static final String ACCOUNT = "DU1234567";

  static final int PAGE = 100;

  private static final Pattern CHALLENGE =
      Pattern.compile("diffie_hellman_challenge=\"([0-9a-f]+)");
  private static final String CONSUMER = "BENCHMARK";
  private static final byte[] SECRET =
      "a secret of some length".getBytes(StandardCharsets.US_ASCII);
  private static final BigInteger PRIME = DHStandardGroups.rfc3526_2048.getP();
  private static final int OWN_NUMBER = 2;
  private static final String NUMBER_FOR_CLIENT = BigInteger.TWO.pow(OWN_NUMBER).toString(16);
  private static final String FLAGS =
      "{\"authenticated\":true,\"established\":true,\"competing\":false,\"connected\":true,"
          + "\"message\":\"\",\"MAC\":\"98:F2:B3:23:BF:A0\",\"serverInfo\":"
          + "{\"serverName\":\"JifN19053\",\"serverVersion\":\"Build 10.25.0p\"}}";

  private final Map<String, byte[]> fixed;

  /** A broker whose account holds so many positions. */
  public CannedBroker(int positions) {
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put(
        "/oauth2/api/v1/token",
        "{\"access_token\":\""
            + "a".repeat(200)
            + "\",\"token_type\":\"Bearer\",\"scope\":\"sso-sessions.write\",\"expires_in\":86399}");
    bodies.put(
        "/gw/api/v1/sso-sessions",
        "{\"active\":true,\"access_token\":\"" + "s".repeat(200) + "\",\"token_type\":\"Bearer\"}");
    bodies.put("/v1/api/portfolio/accounts", accounts());
    bodies.put(
        "/v1/api/tickle",
        "{\"session\":\"0123456789abcdef0123456789abcdef\",\"hmds\":{\"error\":\"no bridge\"},"
            + "\"iserver\":{\"authStatus\":"
            + FLAGS
            + "}}");
    bodies.put("/v1/api/iserver/auth/ssodh/init", FLAGS);
    bodies.put("/v1/api/iserver/auth/status", FLAGS);
    bodies.put(
        "/v1/api/iserver/accounts",
        "{\"accounts\":[\""
            + ACCOUNT
            + "\"],\"acctProps\":{},\"aliases\":{},\"selectedAccount\":\""
            + ACCOUNT
            + "\",\"isFT\":false,\"isPaper\":true}");
    // One page more than there are: the last one is followed by an empty one.
    for (int page = 0; page <= positions / PAGE + 1; page++) {
      bodies.put("/v1/api/portfolio/" + ACCOUNT + "/positions/" + page, page(page, positions));
    }
    this.fixed =
        bodies.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, e -> e.getValue().getBytes(StandardCharsets.UTF_8)));
  }

  /** A broker whose account holds a few positions. */
  public CannedBroker() {
    this(10);
  }

  /** Returns the settings of a session by OAuth 2.0, complete, below {@code ibkr.auth}. */
  public static Map<String, String> oauth2(String base) {
    return Map.of(
        "ibkr.auth.strategy",
        "oauth2-jwt",
        "ibkr.auth.oauth2-jwt.base-url",
        base,
        "ibkr.auth.oauth2-jwt.client-id",
        CONSUMER,
        "ibkr.auth.oauth2-jwt.private-key",
        pem(RsaKeys.signature()),
        "ibkr.auth.oauth2-jwt.credential",
        "user",
        "ibkr.auth.oauth2-jwt.ip",
        "127.0.0.1");
  }

  /** Returns the settings of a session by OAuth 1.0a, complete, below {@code ibkr.auth}. */
  public static Map<String, String> oauth1a(String base) {
    return Map.of(
        "ibkr.auth.strategy", "oauth1a",
        "ibkr.auth.oauth1a.base-url", base,
        "ibkr.auth.oauth1a.consumer-key", CONSUMER,
        "ibkr.auth.oauth1a.access-token", "0".repeat(20),
        "ibkr.auth.oauth1a.access-token-secret", Base64.getEncoder().encodeToString(secret()),
        "ibkr.auth.oauth1a.signature-key", pem(RsaKeys.signature()),
        "ibkr.auth.oauth1a.encryption-key", pem(RsaKeys.encryption()),
        "ibkr.auth.oauth1a.dh-parameters", PRIME.toString(16));
  }

  /** Returns the access token secret, encrypted for the client. */
  public static byte[] secret() {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, RsaKeys.encryption().getPublic());
      return cipher.doFinal(SECRET);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the prime of the exchange; its generator is 2. */
  public static BigInteger prime() {
    return PRIME;
  }

  /**
   * Returns the body of an answer, or null for a path that there is not.
   *
   * @param authorization what the request had in that header, or the empty text
   */
  byte @Nullable [] answer(String path, String authorization) {
    byte[] body = fixed.get(path);
    if (body != null) {
      return body;
    }
    Matcher challenge = CHALLENGE.matcher(authorization);
    return path.equals("/v1/api/oauth/live_session_token") && challenge.find()
        ? handshake(challenge.group(1))
        : null;
  }

  private static byte[] handshake(String challenge) {
    byte[] shared = new BigInteger(challenge, 16).pow(OWN_NUMBER).mod(PRIME).toByteArray();
    byte[] proof = hmac(hmac(shared, SECRET), CONSUMER.getBytes(StandardCharsets.US_ASCII));
    return ("{\"diffie_hellman_response\":\""
            + NUMBER_FOR_CLIENT
            + "\",\"live_session_token_signature\":\""
            + HexFormat.of().formatHex(proof)
            + "\"}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String page(int page, int positions) {
    return IntStream.range(page * PAGE, Math.min(positions, (page + 1) * PAGE))
        .mapToObj(CannedBroker::position)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String position(int number) {
    return "{\"acctId\":\""
        + ACCOUNT
        + "\",\"conid\":"
        + (100_000 + number)
        + ",\"contractDesc\":\"STOCK "
        + number
        + "\",\"position\":12.0,\"mktPrice\":193.1800079,\"mktValue\":2318.16,\"currency\":\"USD\","
        + "\"avgCost\":181.2583333,\"avgPrice\":181.2583333,\"realizedPnl\":0.0,"
        + "\"unrealizedPnl\":143.06,\"exchs\":null,\"expiry\":null,\"putOrCall\":null,"
        + "\"multiplier\":null,\"strike\":0.0,\"exerciseStyle\":null,\"conExchMap\":[],"
        + "\"assetClass\":\"STK\",\"undConid\":0,\"model\":\"\",\"pageSize\":"
        + PAGE
        + "}";
  }

  private static String accounts() {
    return Map.of("DU1234567", "first", "DU7654321", "second").entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            account ->
                "{\"id\":\"ID\",\"PrepaidCrypto-Z\":false,\"PrepaidCrypto-P\":false,"
                        .replace("ID", account.getKey())
                    + "\"brokerageAccess\":true,\"accountId\":\"ID\",\"accountVan\":\"ID\","
                        .replace("ID", account.getKey())
                    + "\"accountTitle\":\""
                    + account.getValue()
                    + "\",\"displayName\":\""
                    + account.getValue()
                    + "\",\"accountAlias\":null,\"accountStatus\":1646715600000,"
                    + "\"currency\":\"USD\",\"type\":\"DEMO\",\"tradingType\":\"STKNOPT\","
                    + "\"businessType\":\"INDEPENDENT\",\"category\":\"\",\"ibEntity\":\"IBLLC-US\","
                    + "\"faclient\":false,\"clearingStatus\":\"O\",\"covestor\":false,"
                    + "\"noClientTrading\":false,\"trackVirtualFXPortfolio\":false,"
                    + "\"acctCustType\":\"INDIVIDUAL\",\"parent\":{\"mmc\":[],\"accountId\":\"\","
                    + "\"isMParent\":false,\"isMChild\":false,\"isMultiplex\":false},"
                    + "\"desc\":\"ID\"}".replace("ID", account.getKey()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----";
  }
}
