/** API: where settings are looked for: a file, the environment, system properties. */
@NullMarked
package io.github.ibkrauth.ibkr.config;

import org.jspecify.annotations.NullMarked;
