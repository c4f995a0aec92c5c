package dev.crossfade.cli;

/** How a result is printed. */
enum Format {
    text,
    json
}
