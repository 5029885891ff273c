package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to validating the outer session.
 *
 * @param json the object as the broker sent it
 */
public record SsoValidation(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public SsoValidation {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's number for the user. */
  public Optional<String> userId() {
    return json.text("USER_ID");
  }

  /** The user name of the login. */
  public Optional<String> userName() {
    return json.text("USER_NAME");
  }

  /** Whether the session is valid. */
  public boolean valid() {
    return json.flag("RESULT");
  }

  /** When the user logged in. */
  public Optional<Instant> authTime() {
    return json.time("AUTH_TIME");
  }

  /** Internal to the broker. */
  public boolean sfEnabled() {
    return json.flag("SF_ENABLED");
  }

  /** Internal to the broker. */
  public Optional<String> sfConfig() {
    return json.text("SF_CONFIG");
  }

  /** Whether this is a trial account. */
  public boolean freeTrial() {
    return json.flag("IS_FREE_TRIAL");
  }

  /** The user name behind the login. */
  public Optional<String> credential() {
    return json.text("CREDENTIAL");
  }

  /** The kind of credential. */
  public Optional<String> credentialType() {
    return json.text("CREDENTIAL_TYPE");
  }

  /** An address internal to the broker; not the user's. */
  public Optional<String> ip() {
    return json.text("IP");
  }

  /** How long the session still lasts. */
  public Optional<Duration> expires() {
    return json.millis("EXPIRES");
  }

  /** Whether a second factor is asked for; empty when the broker does not say. */
  public Optional<Boolean> qualifiedForMobileAuth() {
    return json.optionalFlag("QUALIFIED_FOR_MOBILE_AUTH");
  }

  /** Internal to the broker. */
  public Optional<String> landingApp() {
    return json.text("LANDING_APP");
  }

  /** Whether this is a master account. */
  public boolean master() {
    return json.flag("IS_MASTER");
  }

  /** Whether the account's application is still pending. */
  public boolean pendingApplicant() {
    return json.flag("IS_PENDING_APPLICANT");
  }

  /** When the session was last used. */
  public Optional<Instant> lastAccessed() {
    return json.time("lastAccessed");
  }

  /** The paper trading user name that belongs to the login. */
  public Optional<String> paperUserName() {
    return json.text("PAPER_USER_NAME");
  }

  /** What the login can use. */
  public Optional<SsoFeatures> features() {
    return json.object("features", SsoFeatures::new);
  }

  /** The region that serves the login. */
  public Optional<String> region() {
    return json.text("region");
  }

  /** The broker's description of the device. */
  public Optional<String> hardwareInfo() {
    return json.text("HARDWARE_INFO");
  }

  /** The id of this login. Keep it out of logs. */
  public Optional<String> uniqueLoginId() {
    return json.text("UNIQUE_LOGIN_ID");
  }

  /** Internal to the broker. */
  public Optional<String> counterparty() {
    return json.text("COUNTERPARTY");
  }

  /** A token of this login. A credential: keep it out of logs. */
  public Optional<String> token() {
    return json.text("TOKEN");
  }

  /** How long the broker took to answer. */
  public Optional<Duration> took() {
    return json.millis("took");
  }

  /** Returns whether the login is live or paper; the two names in use are both read. */
  public Optional<LoginType> loginType() {
    return json.text("LOGIN_TYPE").or(() -> json.text("loginType")).map(LoginType::new);
  }
}
