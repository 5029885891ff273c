/** API: the broker's endpoints, one description each, and the groups of calls made from them. */
@NullMarked
package io.github.ibkrauth.ibkr.endpoint;

import org.jspecify.annotations.NullMarked;
