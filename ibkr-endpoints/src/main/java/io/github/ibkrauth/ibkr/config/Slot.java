package io.github.ibkrauth.ibkr.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A setting that may be given in several ways, of which only one may be set. */
final class Slot {

  private static final Pattern FORM =
      Pattern.compile(
          "(.+\\.(?:signature-key|encryption-key|private-key|dh-parameters))"
              + "(?:-file|-store)?");

  private Slot() {}

  /** Returns the name of the slot that a setting fills; its own, where there is one way only. */
  static String of(String fullName) {
    Matcher form = FORM.matcher(fullName);
    return form.matches() ? form.group(1) : fullName;
  }
}
