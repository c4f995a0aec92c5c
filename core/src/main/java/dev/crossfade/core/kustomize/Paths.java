package dev.crossfade.core.kustomize;

import java.util.ArrayList;
import java.util.List;

/** Paths as kustomizations and Applications write them. */
public final class Paths {

    private Paths() {}

    /** A path without "." and ".."; what leads out of the repository begins with ".." and matches nothing. */
    public static String normal(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/", -1)) {
            boolean back = step.equals("..");
            if (back && !steps.isEmpty() && !steps.get(steps.size() - 1).equals("..")) {
                steps.remove(steps.size() - 1);
            } else if (back || (!step.equals(".") && !step.isEmpty())) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }
}
