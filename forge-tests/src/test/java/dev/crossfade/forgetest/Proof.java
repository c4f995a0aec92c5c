package dev.crossfade.forgetest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** How much of a random test is run: all of it as a proof, or a sample in every build. */
final class Proof {

    private Proof() {}

    static boolean isWanted() {
        return Boolean.getBoolean("crossfade.proof");
    }

    /** The same in every build, unless {@code crossfade.seed} is another one. */
    static long seed() {
        return Long.getLong("crossfade.seed", 7);
    }

    /** All, or some of them in their order. */
    static <T> List<T> sample(List<T> all, int most) {
        if (isWanted() || all.size() <= most) {
            return all;
        }
        List<T> some = new ArrayList<>(all);
        Collections.shuffle(some, new Random(seed()));
        return some.subList(0, most);
    }

    static void print(String figures) {
        System.out.println(figures);
    }
}
