@NullMarked
package io.github.ibkrauth.auth.store.file;

import org.jspecify.annotations.NullMarked;
