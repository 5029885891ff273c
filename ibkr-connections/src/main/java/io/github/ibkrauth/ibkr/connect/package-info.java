/**
 * API: the connections of many users in one process. Each is stored sealed, opened on demand,
 * closed when idle, and kept apart from all others.
 */
@NullMarked
package io.github.ibkrauth.ibkr.connect;

import org.jspecify.annotations.NullMarked;
