@NullMarked
package io.github.ibkrauth.ibkr.connect;

import org.jspecify.annotations.NullMarked;
