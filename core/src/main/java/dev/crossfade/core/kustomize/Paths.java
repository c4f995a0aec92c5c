package dev.crossfade.core.kustomize;

import java.util.ArrayList;
import java.util.List;

/** Paths as kustomizations write them. */
public final class Paths {

    private Paths() {}

    /** A path without "." and ".."; what leads out of the repository stays as it is and matches nothing. */
    public static String normal(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/", -1)) {
            if (step.equals("..") && !steps.isEmpty()) {
                steps.remove(steps.size() - 1);
            } else if (!step.equals(".") && !step.isEmpty()) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }
}
