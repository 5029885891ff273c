package io.github.ibkrauth.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a caller may rely on when this type changes. Every public type carries exactly one. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ApiLevel {

  /** Returns who the type is made for. */
  Kind value();

  /** The three audiences. */
  enum Kind {
    /** Made to be called by applications; compatible within a major version. */
    API,
    /** Made to be implemented by strategy authors; only {@code default} methods are ever added. */
    SPI,
    /** Made for strategy authors to call; may change in a minor version. */
    SUPPORT
  }
}
