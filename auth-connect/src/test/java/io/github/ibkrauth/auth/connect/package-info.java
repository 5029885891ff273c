/** INTERNAL: tests of the connect flow's common parts. */
@NullMarked
package io.github.ibkrauth.auth.connect;

import org.jspecify.annotations.NullMarked;
