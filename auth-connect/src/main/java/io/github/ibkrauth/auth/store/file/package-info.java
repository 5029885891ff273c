/** API: a token store of sealed files for the processes of one computer, and the keys that seal. */
@NullMarked
package io.github.ibkrauth.auth.store.file;

import org.jspecify.annotations.NullMarked;
