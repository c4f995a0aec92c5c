package dev.crossfade.clusterdouble;

/** One component of a cluster: looks at the API and does what the real one would do next. */
interface Actor {

    /** Looks once; called again and again, so that whatever fails now is tried at the next look. */
    void look(Cluster cluster);
}
