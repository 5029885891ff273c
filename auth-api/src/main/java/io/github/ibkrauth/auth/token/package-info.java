/**
 * SUPPORT: tokens that are fetched once, renewed ahead of time and dropped only when they really
 * failed.
 */
@NullMarked
package io.github.ibkrauth.auth.token;

import org.jspecify.annotations.NullMarked;
