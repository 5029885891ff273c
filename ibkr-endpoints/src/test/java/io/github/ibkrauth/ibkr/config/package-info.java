/** INTERNAL: tests of settings. */
@NullMarked
package io.github.ibkrauth.ibkr.config;

import org.jspecify.annotations.NullMarked;
