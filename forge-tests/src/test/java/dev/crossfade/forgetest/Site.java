package dev.crossfade.forgetest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** A forge with one empty repository, and what people do on it. */
interface Site extends AutoCloseable {

    Flavour flavour();

    URI root();

    String repository();

    /** Of an account that may push and open pull requests. */
    String token();

    default String remote() {
        return root() + "/" + repository() + ".git";
    }

    /** Waits until the forge has seen the first push to its empty repository. */
    default void awaitFirstPush() {}

    /** Somebody who can review. */
    String reviewer();

    /** Merges by hand, with the forge's own message. */
    void merge(long number, MergeStyle style);

    void close(long number);

    /** The forge of this process, as a site. */
    record DoubleSite(Flavour flavour, ForgeDouble forge) implements Site {
        static final String TOKEN = "t0ken-that-must-not-be-seen";

        DoubleSite(Flavour flavour, Path folder) {
            this(
                    flavour,
                    ForgeDouble.start(
                            flavour,
                            flavour == Flavour.GITLAB ? "group/platform/gitops" : "platform/gitops",
                            folder,
                            "",
                            Clock.systemUTC()));
            forge.token(TOKEN, Access.full("crossfade-bot"));
            forge.user("jo");
            forge.allow(Set.of(MergeStyle.values()));
        }

        @Override
        public URI root() {
            return forge.root();
        }

        @Override
        public String repository() {
            return flavour == Flavour.GITLAB ? "group/platform/gitops" : "platform/gitops";
        }

        @Override
        public String token() {
            return TOKEN;
        }

        @Override
        public String reviewer() {
            return "jo";
        }

        @Override
        public void merge(long number, MergeStyle style) {
            forge.people().merge("jo", number, style, "Merge pull request " + number);
        }

        @Override
        public void close(long number) {
            forge.people().close("jo", number);
        }

        List<People.Page> pages() {
            return forge.people().pages();
        }

        People.Page page(long number) {
            return pages().stream()
                    .filter(page -> page.number() == number)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() {
            forge.close();
        }
    }

    @Override
    void close();
}
