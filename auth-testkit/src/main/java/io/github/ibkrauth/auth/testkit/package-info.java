/** API: for tests of strategies and of programs that use them: fakes, and a contract to inherit. */
@NullMarked
package io.github.ibkrauth.auth.testkit;

import org.jspecify.annotations.NullMarked;
