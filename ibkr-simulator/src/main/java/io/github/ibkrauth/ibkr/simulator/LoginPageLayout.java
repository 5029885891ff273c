package io.github.ibkrauth.ibkr.simulator;

/** How the gateway's login page names its elements; the broker has changed it before. */
public enum LoginPageLayout {
  /**
   * Input {@code user_name}, a paper switch with {@code label[for=toggle1]}, button {@code
   * .btn.btn-lg.btn-primary}.
   */
  PAPER_SWITCH("user_name", "btn btn-lg btn-primary", true),
  /** Input {@code username}, no paper switch, button {@code .btn.btn-lg.xyz-button-login}. */
  NO_SWITCH("username", "btn btn-lg xyz-button-login", false);

  final String userField;
  final String buttonClasses;
  final boolean hasSwitch;

  LoginPageLayout(String userField, String buttonClasses, boolean hasSwitch) {
    this.userField = userField;
    this.buttonClasses = buttonClasses;
    this.hasSwitch = hasSwitch;
  }
}
