package dev.crossfade.core.kustomize;

import java.util.ArrayList;
import java.util.List;

/** Paths as kustomizations and Applications write them. */
public final class Paths {

    private Paths() {}

    /** The folder that a file lies in; empty for the repository's root. */
    public static String folder(String file) {
        return file.substring(0, Math.max(file.lastIndexOf('/'), 0));
    }

    /** The name of a file without its folder. */
    public static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** A path as it stands in a file of this folder. */
    public static String from(String folder, Object written) {
        return normal(folder + "/" + written);
    }

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
