package dev.crossfade.argo.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Objects as a test writes them. */
public final class Yaml {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    public static JsonNode of(String yaml) {
        return JSON.valueToTree(new org.yaml.snakeyaml.Yaml().<Object>load(yaml));
    }
}
