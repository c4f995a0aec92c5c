package dev.crossfade.core.inventory;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import dev.crossfade.core.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.List;

/** Takes an export apart: single objects, several documents, or the list that kubectl writes for several objects. */
public final class LiveExport {

    private static final YamlPath GENERATION = YamlPath.parse("metadata.generation");

    /** What the API server and controllers keep in an object, and a manifest must not say. */
    private static final List<YamlPath> SERVERS = List.of(
            YamlPath.of("status"),
            YamlPath.parse("metadata.uid"),
            YamlPath.parse("metadata.resourceVersion"),
            GENERATION,
            YamlPath.parse("metadata.creationTimestamp"),
            YamlPath.parse("metadata.managedFields"),
            YamlPath.parse("metadata.selfLink"),
            YamlPath.parse("metadata.finalizers"),
            YamlPath.parse("spec.template.metadata.creationTimestamp"),
            YamlPath.of("metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"),
            YamlPath.of("metadata", "annotations", "deprecated.daemonset.template.generation"));

    private LiveExport() {}

    static List<KeptObject> objects(YamlFile file) {
        List<KeptObject> objects = new ArrayList<>();
        for (YamlDocument document : singles(file)) {
            DeclaredObject.of(file.name(), document).ifPresent(object -> objects.add(new KeptObject(object, document)));
        }
        return objects;
    }

    /** The object as a manifest: its own text where it is a document of its own, without what the server keeps. */
    public static YamlFile manifest(YamlFile export, String kindAndName) {
        return cleaned(ours(object(export, kindAndName)));
    }

    /**
     * The object's generation as this export has it.
     *
     * @return 0 for a kind that counts none
     */
    public static long generation(YamlFile export, String kindAndName) {
        return generation(object(export, kindAndName).documents().get(0));
    }

    static long generation(YamlDocument document) {
        return document.get(GENERATION)
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).longValue())
                .orElse(0L);
    }

    private static YamlFile object(YamlFile export, String kindAndName) {
        for (YamlDocument document : singles(export)) {
            boolean wanted = DeclaredObject.of(export.name(), document)
                    .filter(object -> object.kindAndName().equals(kindAndName))
                    .isPresent();
            if (wanted) {
                return alone(export, document);
            }
        }
        throw new CrossfadeException(
                ErrorCode.CALICO_NOT_FOUND,
                Where.file(export.name()),
                "the export does not have " + kindAndName + " any more",
                "put it back, or export it again into this file");
    }

    /** What the export's system wrote into the text has no place in a file of the migration's. */
    private static YamlFile ours(YamlFile file) {
        String text = file.text();
        String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
        return YamlFile.parse(file.name(), unmarked.replace("\r\n", "\n"));
    }

    private static YamlFile cleaned(YamlFile manifest) {
        YamlFile clean = manifest;
        for (YamlPath path : SERVERS) {
            clean = clean.remove(0, path);
        }
        return clean;
    }

    private static YamlFile alone(YamlFile file, YamlDocument document) {
        boolean json = file.text().stripLeading().startsWith("{");
        return file.documents().equals(List.of(document)) && document.index() == 0 && !json
                ? file
                : YamlFile.parse(file.name(), YamlWriter.write(document.root()));
    }

    /** The items of Lists, still at their places in the file; every document where there is no List. */
    private static List<YamlDocument> singles(YamlFile file) {
        List<YamlDocument> singles = new ArrayList<>();
        for (YamlDocument document : file.documents()) {
            Object kind = document.get(YamlPath.of("kind")).orElse("");
            if (kind.equals("List") && document.get(YamlPath.of("items")).orElse(null) instanceof List<?> items) {
                for (int i = 0; i < items.size(); i++) {
                    singles.add(document.at(YamlPath.of("items", i)));
                }
            }
        }
        return singles.isEmpty() ? file.documents() : singles;
    }
}
