package dev.crossfade.core.render;

import java.util.Map;

/** Where the texts of the phases come from: YAML that is valid as it stands, and logic-less Markdown. */
public interface Templates {

    /** The YAML template as it lies in the folder of its phase, such as {@code prepare/configmap-crossfade.yaml}. */
    String yaml(String path);

    /** The Markdown template with its names filled in; an unknown name is an error, never an empty text. */
    String prose(String path, Map<String, ?> values);
}
