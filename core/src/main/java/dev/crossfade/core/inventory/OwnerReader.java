package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.ApplicationSources;
import dev.crossfade.core.scan.SyncedFolder;
import dev.crossfade.core.spec.ApplicationRef;
import dev.crossfade.core.yaml.Expression;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the Application that applies Calico, as the specification names it. */
final class OwnerReader {

    private static final String KEY = "spec.calico.source.application.file";

    private OwnerReader() {}

    /** An Application with the folder that it syncs. */
    record FolderOwner(ApplicationFile application, SyncedFolder folder) {}

    /** The Application's document, or nothing where a problem was added. */
    static Optional<YamlDocument> document(Input input, ApplicationRef wanted) {
        Optional<YamlFile> file = input.parse(wanted.file(), KEY);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Optional<YamlDocument> document = ApplicationFile.search(file.get(), wanted.name());
        Optional<Expression> template = template(file.get(), document);
        if (template.isPresent()) {
            input.block(
                    ErrorCode.APPLICATION_NOT_FOUND,
                    template.get().where(),
                    "this file is a template of Helm's, " + template.get().text()
                            + " stands here: what Application " + wanted.name()
                            + " becomes is not in Git, and no phase could edit it",
                    "commit the Application rendered, let Argo CD apply that file, and name it in crossfade.yaml");
            return Optional.empty();
        }
        if (document.isEmpty()) {
            input.block(
                    ErrorCode.APPLICATION_NOT_FOUND,
                    Where.file(wanted.file()),
                    "the file has no Application " + wanted.name(),
                    "name the Application that applies Calico, and the file that keeps it");
        }
        return document;
    }

    /** In the Application's document, or anywhere where it is not found. */
    private static Optional<Expression> template(YamlFile file, Optional<YamlDocument> application) {
        return application.map(List::of).orElse(file.documents()).stream()
                .flatMap(document -> Stream.concat(document.expression().stream(), quoted(document)))
                .findFirst();
    }

    /** With quotes an expression is a text: of these fields none may be one. */
    private static Stream<Expression> quoted(YamlDocument document) {
        Stream<YamlPath> fixed = Stream.of("metadata.name", "spec.destination.server", "spec.destination.name")
                .map(YamlPath::parse);
        Stream<YamlPath> sources = ApplicationSources.of(document).stream()
                .flatMap(source ->
                        Stream.of("repoURL", "path", "chart", "targetRevision").map(source::child));
        return Stream.concat(fixed, sources)
                .flatMap(path -> document.get(path).map(String::valueOf).filter(text -> text.contains("{{")).stream()
                        .map(text -> new Expression(text, document.where(path))));
    }

    /** An Application that syncs one folder of this repository; null where a problem was added. */
    static @Nullable FolderOwner folder(Input input, ApplicationRef wanted) {
        Optional<YamlDocument> document = document(input, wanted);
        if (document.isEmpty()) {
            return null;
        }
        List<SyncedFolder> folders = SyncedFolder.of(document.get());
        if (folders.size() != 1) {
            input.block(
                    ErrorCode.APPLICATION_NOT_FOUND,
                    document.get().where(YamlPath.parse("spec.source")),
                    "Application " + wanted.name() + " has " + folders.size() + " sources with a path, not one",
                    "name the Application that applies Calico's files from a folder of this repository");
            return null;
        }
        return new FolderOwner(ApplicationFile.of(wanted.file(), wanted.name(), document.get()), folders.get(0));
    }
}
