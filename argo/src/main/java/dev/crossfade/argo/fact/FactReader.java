package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * Makes a fact of an object of one kind. One reader reads one list.
 *
 * @param <T> the fact
 */
@FunctionalInterface
public interface FactReader<T> extends Function<JsonNode, T> {}
