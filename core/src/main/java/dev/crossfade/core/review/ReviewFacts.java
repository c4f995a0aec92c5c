package dev.crossfade.core.review;

/** What a caller knows beyond Git. */
public record ReviewFacts() {
    public static final ReviewFacts NONE = new ReviewFacts();
}
