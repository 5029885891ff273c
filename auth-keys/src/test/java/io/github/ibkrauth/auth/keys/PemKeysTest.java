package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestKeys.KEY;
import static io.github.ibkrauth.auth.keys.TestKeys.PASSPHRASE;
import static io.github.ibkrauth.auth.keys.TestKeys.base64;
import static io.github.ibkrauth.auth.keys.TestKeys.pem;
import static io.github.ibkrauth.auth.keys.TestKeys.pkcs1;
import static io.github.ibkrauth.auth.keys.TestKeys.pkcs1Der;
import static io.github.ibkrauth.auth.keys.TestKeys.pkcs8;
import static io.github.ibkrauth.auth.keys.TestKeys.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.security.Security;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.openssl.PKCS8Generator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeysTest {

  static Stream<Arguments> privateKey_whenPlain_readsEveryForm() {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("PKCS#8", pkcs8());
    forms.put("PKCS#1", pkcs1());
    forms.put("CRLF", pkcs8().replace("\n", "\r\n"));
    forms.put("old Mac line ends", pkcs8().replace("\n", "\r"));
    forms.put("escaped line ends", pkcs8().replace("\n", "\\n"));
    forms.put("escaped CRLF", pkcs1().replace("\n", "\\r\\n"));
    forms.put("escaped twice", pkcs8().replace("\n", "\\\\n"));
    forms.put("continued lines", pkcs8().replace("\n", "\\\n"));
    forms.put("line ends lost to spaces", pkcs1().replace("\n", " "));
    forms.put("line ends lost", pkcs8().replace("\n", ""));
    forms.put("indented", pkcs8().indent(6));
    forms.put("tabs", pkcs8().replace("\n", "\n\t"));
    forms.put("double quotes", '"' + pkcs8().replace("\n", "\\n") + '"');
    forms.put("single quotes", "'" + pkcs1() + "'");
    forms.put("byte order mark", '\uFEFF' + pkcs8());
    forms.put("no last line end", pkcs8().stripTrailing());
    forms.put("words around", "Bag Attributes\n  friendlyName: x\n" + pkcs8() + "\nthe end");
    forms.put("Base64 of PEM", base64(pkcs8()));
    forms.put("Base64 of PEM in lines", base64(pkcs1()).replaceAll("(.{76})", "$1\n"));
    forms.put("Base64 of PEM with CRLF", base64(pkcs1().replace("\n", "\r\n")));
    forms.put("Base64 of PEM in quotes", '"' + base64(pkcs8()) + '"');
    forms.put("Base64 of DER, PKCS#8", Base64.getEncoder().encodeToString(KEY.getEncoded()));
    forms.put("Base64 of DER, PKCS#1", Base64.getEncoder().encodeToString(pkcs1Der(KEY)));
    forms.put(
        "URL-safe Base64 of DER",
        Base64.getUrlEncoder().withoutPadding().encodeToString(pkcs1Der(KEY)));
    forms.put("PKCS#1 under the label of PKCS#8", pem("PRIVATE KEY", pkcs1Der(KEY)));
    forms.put("PKCS#8 under the label of PKCS#1", pem("RSA PRIVATE KEY", KEY.getEncoded()));
    forms.put(
        "beside its public half",
        pem("PUBLIC KEY", TestKeys.PAIR.getPublic().getEncoded()) + pkcs8());
    return forms.entrySet().stream().map(form -> Arguments.of(form.getKey(), form.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void privateKey_whenPlain_readsEveryForm(String form, String text) {
    assertThat(read(text)).as(form).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AES-256-CBC",
        "AES-192-CBC",
        "AES-128-CBC",
        "DES-EDE3-CBC",
        "DES-CBC",
        "BF-CBC",
        "AES-128-CFB"
      })
  void privateKey_whenEncryptedTheOldWay_readsIt(String cipher) {
    String pem = TestKeys.traditional(cipher);
    assertThat(pem).contains("DEK-Info: " + cipher);
    assertThat(read(pem, PASSPHRASE)).isEqualTo(KEY);
    assertThat(read(pem.replace("\n", "\\n"), PASSPHRASE)).isEqualTo(KEY);
    assertThat(read(pem.replace("\n", "\r\n"), PASSPHRASE)).isEqualTo(KEY);
    assertThat(read(pem.replace("\n", " "), PASSPHRASE)).isEqualTo(KEY);
    assertThat(read(pem.indent(4), PASSPHRASE)).isEqualTo(KEY);
    assertThat(read(base64(pem), PASSPHRASE)).isEqualTo(KEY);
  }

  @Test
  void privateKey_whenEncryptedPkcs8_readsIt() {
    for (var cipher :
        new org.bouncycastle.asn1.ASN1ObjectIdentifier[] {
          PKCS8Generator.AES_256_CBC,
          PKCS8Generator.AES_128_CBC,
          PKCS8Generator.DES3_CBC,
          PKCS8Generator.PBE_SHA1_3DES
        }) {
      String pem = TestKeys.encryptedPkcs8(cipher);
      assertThat(pem).contains("BEGIN ENCRYPTED PRIVATE KEY");
      assertThat(read(pem, PASSPHRASE)).as(cipher.getId()).isEqualTo(KEY);
      assertThat(read(pem.replace("\n", "\\n"), PASSPHRASE)).isEqualTo(KEY);
      assertThat(read(base64(pem), PASSPHRASE)).isEqualTo(KEY);
    }
  }

  @Test
  void privateKey_whenNotEncrypted_doesNotMindAPassphrase() {
    assertThat(read(pkcs8(), PASSPHRASE)).isEqualTo(KEY);
    assertThat(read(pkcs1(), PASSPHRASE)).isEqualTo(KEY);
  }

  @Test
  void privateKey_installsNoProvider() {
    Provider[] before = Security.getProviders();
    read(TestKeys.encryptedPkcs8(), PASSPHRASE);
    assertThat(Security.getProviders()).containsExactly(before);
    assertThat(Security.getProvider("BC")).isNull();
  }

  @Test
  void publicKeyOf_whenTheKeyTells_returnsIt() {
    assertThat(PemKeys.publicKeyOf(KEY))
        .contains((java.security.interfaces.RSAPublicKey) TestKeys.PAIR.getPublic());
  }

  @Test
  void publicKeyOf_whenTheKeyDoesNotTell_returnsNothing() {
    assertThat(PemKeys.publicKeyOf(new DeviceKey("RSA"))).isEmpty();
  }
}
