package io.github.ibkrauth.ibkr;

import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * What one round may do.
 *
 * @param beyondALook whether to do more than look; asked after the look
 * @param rival told, with a sentence, that another login has the session; returns what to say of it
 * @param compete whether to take the session from another login; asked after that
 * @param forced whether somebody asked for it, who need not be held back
 * @param renewLogin whether to open the outer login anew before the session is asked for
 * @param givenUp whether nobody wants it any more
 * @param begins told when more than a look begins
 */
record Climb(
    BooleanSupplier beyondALook,
    UnaryOperator<String> rival,
    BooleanSupplier compete,
    boolean forced,
    boolean renewLogin,
    BooleanSupplier givenUp,
    Runnable begins) {}
