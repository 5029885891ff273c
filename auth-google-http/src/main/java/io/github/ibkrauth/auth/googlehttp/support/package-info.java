/** SUPPORT: calls authentication endpoints and reads their answers. */
@NullMarked
package io.github.ibkrauth.auth.googlehttp.support;

import org.jspecify.annotations.NullMarked;
