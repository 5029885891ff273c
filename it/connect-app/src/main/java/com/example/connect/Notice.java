package com.example.connect;

/**
 * What a page tells its user about what just happened.
 *
 * @param code of the failure; empty when it went well
 */
record Notice(String code, String text) {

  static final Notice NONE = new Notice("", "");

  static Notice good(String text) {
    return new Notice("", text);
  }

  boolean isFailure() {
    return !code.isEmpty();
  }
}
