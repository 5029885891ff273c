package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.store.StoreKey;

/** One of the keys that seal. Thread-safe. */
interface SealingKey {

  /** Returns the name of the key as it stands in what it has sealed. */
  String id();

  /** Returns whether it sealed that. */
  boolean sealed(byte[] bytes);

  byte[] seal(StoreKey key, Secret secret);

  Secret open(StoreKey key, byte[] sealed);
}
