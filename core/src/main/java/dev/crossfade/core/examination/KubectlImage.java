package dev.crossfade.core.examination;

import dev.crossfade.core.facts.KubernetesFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses an image for Jobs that was never published: none of them would run, and some run past the point of no return. */
public final class KubectlImage {

    private static final Pattern PUBLISHED = Pattern.compile("registry\\.k8s\\.io/kubectl:v(\\d+\\.\\d+)\\..*");

    private KubectlImage() {}

    public static List<Problem> check(MigrationSpec spec) {
        String image = spec.images().kubectl();
        Matcher published = PUBLISHED.matcher(image);
        return published.matches() && !KubernetesFacts.publishesKubectl(published.group(1))
                ? List.of(Problem.blocker(
                        ErrorCode.SPEC_MISSING_KEY,
                        Where.object("spec.images.kubectl"),
                        "the Kubernetes project publishes no " + image + ", which is what Jobs would run",
                        "name an image with kubectl " + published.group(1)
                                + " that your nodes can pull under spec.images"))
                : List.of();
    }
}
