/** INTERNAL: not exported. */
@NullMarked
package io.github.ibkrauth.auth.internal;

import org.jspecify.annotations.NullMarked;
