/** INTERNAL: tests of endpoint descriptions. */
@NullMarked
package io.github.ibkrauth.ibkr.endpoint;

import org.jspecify.annotations.NullMarked;
