/** INTERNAL: tests of the command line, and of the rules that every module keeps. */
@NullMarked
package io.github.ibkrauth.ibkr.cli;

import org.jspecify.annotations.NullMarked;
