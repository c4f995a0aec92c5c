package dev.crossfade.core.report;

/** Hears, in one short line each, what a job is about to do; the doors print it to standard error. */
@FunctionalInterface
public interface ProgressListener {

    ProgressListener SILENT = line -> {};

    void step(String line);
}
