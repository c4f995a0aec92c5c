package dev.crossfade.core.inventory;

import java.util.Locale;
import java.util.Set;

/** A truth as Felix reads it from a variable (projectcalico/calico felix/config/param_types.go, BoolParam). */
public final class FelixBoolean {

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "t");

    private FelixBoolean() {}

    public static boolean isTrue(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }
}
