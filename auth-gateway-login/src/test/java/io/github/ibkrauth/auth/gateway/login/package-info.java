@NullMarked
package io.github.ibkrauth.auth.gateway.login;

import org.jspecify.annotations.NullMarked;
