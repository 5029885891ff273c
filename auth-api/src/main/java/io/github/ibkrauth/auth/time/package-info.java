/** SUPPORT: sleeping and scheduling as things that a test can replace. */
@NullMarked
package io.github.ibkrauth.auth.time;

import org.jspecify.annotations.NullMarked;
