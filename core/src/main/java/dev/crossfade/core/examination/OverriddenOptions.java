package dev.crossfade.core.examination;

import dev.crossfade.core.facts.CiliumFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds options of Cilium that the customer's values set past the chart's own keys, where phases set them: theirs would win. */
final class OverriddenOptions {

    private static final YamlPath CONFIG = YamlPath.of("extraConfig");
    private static final List<YamlPath> ARGUMENTS =
            List.of(YamlPath.of("extraArgs"), YamlPath.of("operator", "extraArgs"));
    private static final List<YamlPath> VARIABLES =
            List.of(YamlPath.of("extraEnv"), YamlPath.of("operator", "extraEnv"));
    private static final Pattern FLAG = Pattern.compile("--([A-Za-z0-9_-]+)(=.*)?", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("CILIUM_([A-Za-z0-9_]+)");

    private final List<YamlFile> files;
    private final CiliumFacts facts;
    private final List<Problem> problems = new ArrayList<>();

    private OverriddenOptions(List<YamlFile> files, CiliumFacts facts) {
        this.files = files.stream().filter(file -> !file.documents().isEmpty()).toList();
        this.facts = facts;
    }

    /** @param files the customer's values files, the last one winning */
    static List<Problem> check(List<YamlFile> files, CiliumFacts facts) {
        OverriddenOptions options = new OverriddenOptions(files, facts);
        options.config();
        ARGUMENTS.forEach(path -> options.list(path, item -> FLAG.matcher(String.valueOf(item))));
        VARIABLES.forEach(path -> options.list(path, OverriddenOptions::variable));
        facts.nodeConfigSwitches().forEach(options::nodeConfig);
        return options.problems;
    }

    /** Helm merges maps of several files, and of one key the last file wins. */
    private void config() {
        Map<String, Problem> found = new TreeMap<>();
        for (YamlFile file : files) {
            if (first(file).get(CONFIG).orElse(null) instanceof Map<?, ?> map) {
                for (Object key : map.keySet()) {
                    owned(String.valueOf(key))
                            .ifPresent(option -> found.put(
                                    option, problem(file, CONFIG.child(String.valueOf(key)), "extraConfig", option)));
                }
            }
        }
        problems.addAll(found.values());
    }

    /** Helm replaces lists: the last file that has one wins. */
    private void list(YamlPath path, Function<Object, Matcher> form) {
        Optional<YamlFile> last = last(path);
        if (last.isEmpty() || !(first(last.get()).get(path).orElse(null) instanceof List<?> items)) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            Matcher option = form.apply(items.get(i));
            if (option.matches()) {
                YamlPath item = path.child(i);
                owned(option.group(1))
                        .ifPresent(name -> problems.add(problem(last.get(), item, path.toString(), name)));
            }
        }
    }

    private static Matcher variable(Object item) {
        Object name = item instanceof Map<?, ?> map ? map.get("name") : null;
        return VARIABLE.matcher(String.valueOf(name));
    }

    /** Options are found whatever their case (viper), and a variable has _ where the option has -. */
    private Optional<String> owned(String name) {
        String option = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return facts.ownedOptions().contains(option) ? Optional.of(option) : Optional.empty();
    }

    private static Problem problem(YamlFile file, YamlPath path, String by, String option) {
        return Problem.blocker(
                ErrorCode.VALUE_CONFLICT,
                first(file).where(path),
                by + " sets Cilium's option " + option + ", which phases set or rely on: this would win over them",
                "take it out of " + file.name());
    }

    private void nodeConfig(String key) {
        YamlPath path = YamlPath.parse(key);
        last(path)
                .ifPresent(file -> problems.add(Problem.blocker(
                        ErrorCode.VALUE_CONFLICT,
                        first(file).where(path),
                        key + " decides what the agent takes from the CiliumNodeConfig, which is how nodes move",
                        "take the key out of " + file.name())));
    }

    private Optional<YamlFile> last(YamlPath path) {
        return files.stream().filter(file -> first(file).get(path).isPresent()).reduce((earlier, later) -> later);
    }

    private static YamlDocument first(YamlFile file) {
        return file.documents().get(0);
    }
}
