/** API: what is signed, what a signature adds, and what to do when it is refused. */
@NullMarked
package io.github.ibkrauth.auth.http;

import org.jspecify.annotations.NullMarked;
