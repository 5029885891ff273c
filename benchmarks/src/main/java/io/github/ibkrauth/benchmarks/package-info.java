/** INTERNAL: measurements behind decisions; not published. */
@NullMarked
package io.github.ibkrauth.benchmarks;

import org.jspecify.annotations.NullMarked;
