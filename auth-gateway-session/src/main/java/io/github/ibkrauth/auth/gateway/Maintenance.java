package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.Objects;

/**
 * The decision what to do about a session, as NoETL's playbook {@code automation/ibkr/maintain}
 * makes it; the first that applies counts:
 *
 * <ol>
 *   <li>nothing could be read: {@code error}, or {@code login_required} where a {@linkplain
 *       TickleView#lenient lenient} reading proves that nobody is logged in;
 *   <li>authenticated, connected, not competing: {@code noop}, with or without a session id;
 *   <li>no session id: {@code login_required};
 *   <li>competing, or not connected: {@code logout_then_reauth};
 *   <li>else {@code reauth}.
 * </ol>
 *
 * Stateless.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Maintenance {

  private Maintenance() {}

  /** Decides, by the view alone. */
  public static MaintenanceAction decide(TickleView view) {
    Objects.requireNonNull(view, "view");
    if (!view.ok()) {
      return view.provesNoLogin() ? MaintenanceAction.LOGIN_REQUIRED : MaintenanceAction.ERROR;
    }
    if (view.ready()) {
      return MaintenanceAction.NOOP;
    }
    if (!view.sessionPresent()) {
      return MaintenanceAction.LOGIN_REQUIRED;
    }
    return view.competing() || !view.connected()
        ? MaintenanceAction.LOGOUT_THEN_REAUTH
        : MaintenanceAction.REAUTH;
  }
}
