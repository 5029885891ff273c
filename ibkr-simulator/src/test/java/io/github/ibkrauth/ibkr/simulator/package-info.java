@NullMarked
package io.github.ibkrauth.ibkr.simulator;

import org.jspecify.annotations.NullMarked;
