/** What {@code docs/recipes} shows, compiled and tested. */
@NullMarked
package io.github.ibkrauth.ibkr.recipes;

import org.jspecify.annotations.NullMarked;
