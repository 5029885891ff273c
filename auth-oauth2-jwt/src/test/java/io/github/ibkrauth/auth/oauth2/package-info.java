/** INTERNAL: tests. */
@NullMarked
package io.github.ibkrauth.auth.oauth2;

import org.jspecify.annotations.NullMarked;
