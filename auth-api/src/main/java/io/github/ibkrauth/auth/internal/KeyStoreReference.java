package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of a Java key store as the place of a value: {@code
 * keystore:/path#ALIAS;password=REFERENCE}. The password is never written out, only where it
 * stands. A secret key stands for its bytes as a text, as {@code keytool -importpass} stores one;
 * an AES key, as {@code keytool -genseckey} makes one, for the base64 of its bytes; a private key
 * for its PEM text. Immutable.
 *
 * @param path the key store as written
 * @param alias the entry
 * @param password where the password stands
 * @param keyName the setting, for messages
 */
record KeyStoreReference(String path, String alias, String password, String keyName) {

  private static final Pattern FORM = Pattern.compile("keystore:(.+)#([^#;]+?)(?:;password=(.*))?");
  private static final Pattern PLACE = Pattern.compile("(file|env):.+");

  static KeyStoreReference parse(String reference, String keyName) {
    Matcher form = FORM.matcher(reference);
    if (!form.matches()) {
      throw problem(
          keyName
              + " must name a key store and an entry of it: keystore:/path#ALIAS;password=file:/path"
              + " (or ;password=env:NAME).");
    }
    String password = form.group(3);
    if (password == null || !PLACE.matcher(password).matches()) {
      throw problem(
          keyName
              + " refers to a key store and must tell where its password stands, not the password"
              + " itself: end it with ;password=file:/path or ;password=env:NAME.");
    }
    return new KeyStoreReference(form.group(1), form.group(2), password, keyName);
  }

  /** Returns the reference as messages may show it: without what follows the entry's name. */
  static String shown(String reference) {
    return reference.startsWith("keystore:") ? reference.replaceFirst(";.*", "") : reference;
  }

  /** Reads the entry. */
  String read(String secret) {
    char[] characters = secret.toCharArray();
    try {
      return text(open(characters), characters);
    } catch (GeneralSecurityException e) {
      throw refused("does not give up the entry " + alias + ": it has another password.");
    } finally {
      Arrays.fill(characters, ' ');
    }
  }

  private KeyStore open(char[] characters) throws GeneralSecurityException {
    try {
      File file = References.path(path).toFile();
      if (!file.isFile()) {
        throw refused("does not exist.");
      }
      return KeyStore.getInstance(file, characters);
    } catch (IOException | KeyStoreException | InvalidPathException e) {
      throw refused("cannot be opened: it is no key store, or its password is another one.");
    }
  }

  private String text(KeyStore store, char[] characters) throws GeneralSecurityException {
    Key key = store.getKey(alias, characters);
    if (key == null) {
      throw refused(
          "has no key under the name "
              + alias
              + "; it holds "
              + String.join(", ", Collections.list(store.aliases()).stream().sorted().toList())
              + ".");
    }
    byte[] bytes = key.getEncoded();
    if (bytes == null) {
      throw refused("does not give away the entry " + alias + ".");
    }
    String base64 = Base64.getEncoder().encodeToString(bytes);
    if (key instanceof PrivateKey) {
      return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----";
    }
    return key.getAlgorithm().equals("AES") ? base64 : new String(bytes, StandardCharsets.UTF_8);
  }

  private AuthConfigurationException refused(String complaint) {
    return problem(keyName + " refers to the key store " + path + ", which " + complaint);
  }

  private static AuthConfigurationException problem(String sentence) {
    return new AuthConfigurationException(List.of(sentence));
  }

  /** Returns the place and no more. */
  @Override
  public String toString() {
    return "keystore:" + path + "#" + alias;
  }
}
