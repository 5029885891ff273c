package io.github.ibkrauth.auth.keys;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names failures of the layers below without repeating their messages, which may quote what was
 * being read.
 */
final class Failures {

  private static final Pattern PKCS11_CODE = Pattern.compile("\\bCKR_[A-Z_]{2,60}\\b");
  private static final int DEPTH = 8;

  private Failures() {}

  /** Returns the type of the failure and, from a PKCS#11 device, the name of its return code. */
  static String nameOf(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    Throwable layer = failure;
    for (int i = 0; i < DEPTH && layer != null; i++) {
      String message = layer.getMessage();
      Matcher code = PKCS11_CODE.matcher(message == null ? "" : message);
      if (code.find()) {
        return name + ", " + code.group();
      }
      layer = layer.getCause();
    }
    return name;
  }
}
