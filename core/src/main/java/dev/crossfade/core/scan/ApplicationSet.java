package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An ApplicationSet of Argo CD's: which files of the repository the Applications that it generates read, or may read. */
public final class ApplicationSet {

    private static final YamlPath GENERATORS = YamlPath.parse("spec.generators");
    private static final Pattern PATH_OF_GENERATOR = Pattern.compile("\\{\\{\\s*\\.?path(\\.path)?\\s*\\}\\}");
    private static final Pattern PATCH_VALUES = Pattern.compile("\\$[\\w-]+/((?:\\{\\{.*?\\}\\}|[^\\s\"',\\]}])+)");
    private static final Pattern PATCH_PATH =
            Pattern.compile("\\bpath:\\s*[\"']?((?:\\{\\{.*?\\}\\}|[^\\s\"',\\]}])+)");

    private final String file;
    private final YamlDocument document;
    private final ListElements elements;

    /**
     * What an ApplicationSet has to do with a file.
     *
     * @param certain false where an expression of a template decides
     * @param by what follows "reads it", with the path as the ApplicationSet writes it
     */
    public record Claim(boolean certain, String by, Where where) {

        static Claim of(boolean certain, String written, Where where) {
            return new Claim(
                    certain,
                    "by '" + written + "'" + (certain ? "" : ", and what becomes of that cannot be known here"),
                    where);
        }
    }

    private ApplicationSet(String file, YamlDocument document) {
        this.file = file;
        this.document = document;
        this.elements = ListElements.of(document);
    }

    static Optional<ApplicationSet> of(String file, YamlDocument document) {
        return DeclaredObject.of(file, document)
                .filter(object -> object.kind().equals("ApplicationSet")
                        && object.apiVersion().startsWith("argoproj.io/"))
                .map(object -> new ApplicationSet(file, document));
    }

    public String file() {
        return file;
    }

    YamlDocument document() {
        return document;
    }

    ListElements elements() {
        return elements;
    }

    /**
     * How it names an Application that it makes.
     *
     * @param certain false where an expression decides, which may become anything
     * @param written as the template has it
     */
    public record Name(boolean certain, String written, Where where) {}

    /** How it makes an Application of this name; nothing where it makes none. */
    public Optional<Name> names(String application) {
        YamlPath at = YamlPath.parse("spec.template.metadata.name");
        return parts().flatMap(part -> part.elements.expanded(part.text(at)).stream()
                        .map(TemplatedPath::of)
                        .filter(name -> name.matches(application))
                        .map(name -> new Name(name.known(), part.text(at), part.document.where(at))))
                .reduce((one, other) -> one.certain() ? one : other);
    }

    SyncRules rules() {
        return new SyncRules(toString(), toString(), file, document, YamlPath.parse("spec.template"));
    }

    /**
     * The strongest claim on a file.
     *
     * @param files all of the repository
     * @param repository its address
     */
    public Optional<Claim> claim(String path, Set<String> files, String repository) {
        return strongest(parts().flatMap(part -> Stream.concat(
                part.claims(path, files, repository).stream(), part.parameters(path, repository).stream())));
    }

    /** The strongest claim on a kustomization, which it has built. */
    Optional<Claim> builds(String kustomization, Set<String> files, String repository) {
        return strongest(parts().flatMap(part -> part.claims(kustomization, files, repository).stream()));
    }

    /** The folders by which it reads a file since the directories of a git generator hold them. */
    Stream<String> found(String path, Set<String> files, String repository) {
        return parts().flatMap(part -> {
            GitGenerators git = part.git(repository);
            return part.sources().stream()
                    .map(source -> source.child("path"))
                    .filter(at -> PATH_OF_GENERATOR.matcher(part.text(at)).matches())
                    .flatMap(at -> part.readingFolders(at, path, files).stream())
                    .filter(git::find);
        });
    }

    static Optional<Claim> strongest(Stream<Claim> claims) {
        return claims.reduce((one, other) -> one.certain() || !other.certain() ? one : other);
    }

    /**
     * True where several of its Applications make this claim, each for a destination of its own: where generators find
     * several and the path is the same for all.
     */
    public boolean spreads(Claim claim) {
        YamlPath destination = YamlPath.parse("spec.template.spec.destination");
        boolean many = Stream.of("server", "name")
                .anyMatch(key -> text(destination.child(key)).contains("{{"));
        return many && elements.all().size() != 1 && (!claim.by().contains("{{") || multiplies());
    }

    /** A matrix or a merge of folders with something else gives each folder to each of that. */
    private boolean multiplies() {
        return document.get(GENERATORS).orElse(null) instanceof List<?> list
                && list.stream()
                        .anyMatch(each -> each instanceof Map<?, ?> generator
                                && Stream.of("matrix", "merge")
                                        .anyMatch(type -> String.valueOf(generator.get(type))
                                                .contains("clusters=")));
    }

    /** Itself, or a part for each generator with a template of its own. */
    Stream<ApplicationSet> parts() {
        return GeneratorTemplates.of(document).stream().map(each -> new ApplicationSet(file, each));
    }

    private List<Claim> claims(String path, Set<String> files, String repository) {
        GitGenerators git = git(repository);
        List<Claim> claims = new ArrayList<>();
        sources().forEach(source -> source(source, path, files, repository, git, claims));
        patch(path, claims);
        return claims;
    }

    private Optional<Claim> parameters(String path, String repository) {
        return git(repository).take(path)
                ? Optional.of(new Claim(false, "for parameters, by its git generator", document.where(GENERATORS)))
                : Optional.empty();
    }

    private GitGenerators git(String repository) {
        return new GitGenerators(document.get(GENERATORS).orElse(null), url -> isOurs(url, repository));
    }

    private List<YamlPath> sources() {
        return ApplicationSources.all(document, YamlPath.parse("spec.template.spec"));
    }

    private void source(
            YamlPath source, String path, Set<String> files, String repository, GitGenerators git, List<Claim> claims) {
        boolean ours = isOurs(text(source.child("repoURL")), repository);
        String folder = text(source.child("path"));
        if (ours && !folder.isEmpty() && document.get(source.child("chart")).isEmpty()) {
            folder(source.child("path"), path, files, git, claims);
        }
        YamlPath values = source.child("helm").child("valueFiles");
        Object list = document.get(values).orElse(null);
        for (int i = 0; list instanceof List<?> items && i < items.size(); i++) {
            String name = String.valueOf(items.get(i));
            boolean referred = name.startsWith("$") && name.contains("/");
            String written = referred
                    ? name.substring(name.indexOf('/') + 1)
                    : (name.startsWith("/") ? name : folder + "/" + name);
            if (referred ? isOurs(repositoryOf(name.substring(1, name.indexOf('/'))), repository) : ours) {
                file(written, values.child(i), path, claims);
            }
        }
    }

    private void file(String written, YamlPath at, String path, List<Claim> claims) {
        for (String text : elements.expanded(written)) {
            TemplatedPath pattern = TemplatedPath.of(text);
            if (pattern.matches(path)) {
                claims.add(Claim.of(pattern.known(), written, document.where(at)));
            }
        }
    }

    /**
     * Plain manifests are read from a folder, and below it where it recurses; of a kustomization's folder only its list is
     * read, and of a chart's what Helm knows.
     */
    private void folder(YamlPath at, String path, Set<String> files, GitGenerators git, List<Claim> claims) {
        String written = text(at);
        for (String folder : readingFolders(at, path, files)) {
            claim(written, folder, path, files, git)
                    .ifPresent(certain -> claims.add(Claim.of(certain, written, document.where(at))));
        }
    }

    /** Folders of a source that read the file, if the source is for them. */
    private List<String> readingFolders(YamlPath at, String path, Set<String> files) {
        List<String> reading = new ArrayList<>();
        List<Object> source = at.steps().subList(0, at.steps().size() - 1);
        YamlPath directory = new YamlPath(source).child("directory").child("recurse");
        boolean recurse = document.get(directory).equals(Optional.of(true));
        if (!new SyncedFolder("", true, false).reads(path)) {
            return reading;
        }
        String folder = Paths.folder(path);
        while (true) {
            SyncedFolder synced = new SyncedFolder(folder, false, false);
            String tool = synced.tool(files).orElse("");
            boolean chart = tool.endsWith("Chart.yaml");
            boolean plain = tool.isEmpty() && (recurse || folder.equals(Paths.folder(path)));
            if (plain || tool.equals(path) || (chart && synced.isOfChart(path))) {
                reading.add(folder);
            }
            // a chart has files below it
            if (folder.isEmpty() || !(recurse || isBelowChart(folder, files))) {
                return reading;
            }
            folder = Paths.folder(folder);
        }
    }

    private static boolean isBelowChart(String folder, Set<String> files) {
        for (String above = Paths.folder(folder); !above.isEmpty(); above = Paths.folder(above)) {
            if (files.contains(above + "/Chart.yaml")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the path becomes this folder: true for certain, false for perhaps. */
    private Optional<Boolean> claim(String written, String folder, String path, Set<String> files, GitGenerators git) {
        if (PATH_OF_GENERATOR.matcher(written).matches() && !git.isEmpty()) {
            return git.cover(folder, path, files);
        }
        return elements.expanded(written).stream()
                .map(TemplatedPath::of)
                .filter(pattern -> pattern.matches(folder))
                .map(TemplatedPath::known)
                .reduce(Boolean::logicalOr);
    }

    /** What stands in a template of a patch may depend on conditions. */
    private void patch(String path, List<Claim> claims) {
        YamlPath at = YamlPath.parse("spec.templatePatch");
        String text = text(at);
        Matcher values = PATCH_VALUES.matcher(text);
        while (values.find()) {
            if (TemplatedPath.of(values.group(1)).matches(path)) {
                claims.add(Claim.of(false, values.group(1), document.where(at)));
            }
        }
        Matcher folders = PATCH_PATH.matcher(text);
        while (folders.find()) {
            if (TemplatedPath.of(folders.group(1)).matches(Paths.folder(path))) {
                claims.add(Claim.of(false, folders.group(1), document.where(at)));
            }
        }
    }

    private String repositoryOf(String ref) {
        return sources().stream()
                .filter(source -> text(source.child("ref")).equals(ref))
                .map(source -> text(source.child("repoURL")))
                .findFirst()
                .orElse("{{}}");
    }

    private static boolean isOurs(String url, String repository) {
        return url.isEmpty() || url.contains("{{") || GitAddress.path(url).equals(GitAddress.path(repository));
    }

    private String text(YamlPath path) {
        Optional<Object> found = document.get(path);
        return found.map(String::valueOf).orElse("");
    }

    @Override
    public String toString() {
        return "ApplicationSet " + text(YamlPath.parse("metadata.name")) + " (" + file + ")";
    }
}
