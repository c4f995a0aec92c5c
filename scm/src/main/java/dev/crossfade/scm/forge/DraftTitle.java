package dev.crossfade.scm.forge;

import java.util.regex.Pattern;

/** How a forge marks a draft in its title, which is its only mark. */
enum DraftTitle {
    /** docs.gitlab.com, "Draft merge requests". */
    GITLAB("Draft: ", "(?i)^\\s*(\\[draft]|\\(draft\\)|draft:)\\s*"),
    /** The default of Gitea's and Forgejo's setting WORK_IN_PROGRESS_PREFIXES. */
    GITEA("WIP: ", "(?i)^\\s*(\\[wip]|wip:)\\s*");

    private final String mark;
    private final Pattern marks;

    DraftTitle(String mark, String marks) {
        this.mark = mark;
        this.marks = Pattern.compile(marks);
    }

    String bare(String title) {
        return marks.matcher(title).replaceFirst("");
    }

    boolean isDraft(String title) {
        return marks.matcher(title).find();
    }

    String of(String title, boolean draft) {
        return draft ? mark + title : title;
    }
}
