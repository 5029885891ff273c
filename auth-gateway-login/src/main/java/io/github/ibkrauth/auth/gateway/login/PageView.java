package io.github.ibkrauth.auth.gateway.login;

import java.util.List;

/**
 * What one look at the browser showed. Immutable.
 *
 * @param origin scheme, host and port of the page; the empty text where there is none
 * @param unreachable whether the browser shows its own page about a server that does not answer
 * @param page tells one loaded page from the next
 * @param userName whether the field for the user name can be seen
 * @param password whether the field for the password can be seen
 * @param submit whether the button can be seen
 * @param skip whether the link past a page can be seen
 * @param code whether the field for a code can be seen
 * @param codeIsEmpty whether it holds nothing
 * @param paper how the switch between live and paper stands
 * @param error what the page says about a refused login; the empty text where it says nothing
 * @param success whether the page says that the login went through
 * @param wrong the names of the selectors that are malformed
 */
record PageView(
    String origin,
    boolean unreachable,
    String page,
    boolean userName,
    boolean password,
    boolean submit,
    boolean skip,
    boolean code,
    boolean codeIsEmpty,
    PaperSwitch paper,
    String error,
    boolean success,
    List<String> wrong) {

  /** Between two pages. */
  static final PageView NOTHING =
      new PageView(
          "",
          false,
          "",
          false,
          false,
          false,
          false,
          false,
          false,
          PaperSwitch.ABSENT,
          "",
          false,
          List.of());

  /** Returns whether user name and password can be typed. */
  boolean asksForPassword() {
    return userName && password;
  }

  /** Returns whether a code can be typed, and none was. */
  boolean asksForCode() {
    return code && codeIsEmpty;
  }

  /** How the switch between live and paper stands. */
  enum PaperSwitch {
    ABSENT,
    OFF,
    ON,
    /** It is there and does not tell. */
    UNKNOWN
  }
}
