/**
 * SUPPORT: RSA private keys from settings, files and key stores; signing and decrypting with them;
 * Diffie-Hellman parameters. Start at {@link io.github.ibkrauth.auth.keys.KeySettings}.
 */
@NullMarked
package io.github.ibkrauth.auth.keys;

import org.jspecify.annotations.NullMarked;
