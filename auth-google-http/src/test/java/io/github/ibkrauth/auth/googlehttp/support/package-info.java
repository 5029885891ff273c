/** INTERNAL: tests of the token endpoint. */
@NullMarked
package io.github.ibkrauth.auth.googlehttp.support;

import org.jspecify.annotations.NullMarked;
