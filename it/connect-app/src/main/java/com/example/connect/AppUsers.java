package com.example.connect;

/** Who may sign in at this application: the place of a login that an application has already. */
@FunctionalInterface
public interface AppUsers {

  /** Returns whether the password is that user's. */
  boolean admits(String user, String password);
}
