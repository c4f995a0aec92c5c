package dev.crossfade.core.nodes;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;

/** What the phases make of one node template, or of an object that refers to one. */
interface TemplateEdit {

    default String file() {
        return object().file();
    }

    NodeObject object();

    /** What the phases write in the object that is there already. */
    List<YamlPath> fields();

    /** True where the wave moves nodes of this template. */
    boolean isIn(String wave);

    /** Label and taint for nodes to come, and nothing that replaces a node. */
    YamlFile prepare(YamlFile file);

    /** Nodes of stopped workloads are replaced, where that takes an edit. */
    default YamlFile first(YamlFile file) {
        return file;
    }

    /** Nodes of the wave may be replaced from now on. */
    YamlFile rotate(YamlFile file, String wave);

    /** The label goes, and the wave's nodes are replaced once more. */
    YamlFile clean(YamlFile file, String wave);

    /** What only the migration needed goes. */
    YamlFile release(YamlFile file);

    /** What the customer's file says that contradicts the migration, asked before its first phase. */
    List<Problem> conflicts(YamlFile file);
}
