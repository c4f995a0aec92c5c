package dev.crossfade.clustertest;

/**
 * Something that breaks while a watcher watches.
 *
 * @param says what the watcher has to say of it
 */
record Fault(String name, Says says, Act breaks, Act mends) {

    /** What somebody does. */
    interface Act {
        void on(Workshop workshop);
    }

    /** What a watcher says. */
    sealed interface Says {}

    /**
     * A gate does not pass any more.
     *
     * @param blame whom it names
     */
    record Gate(String id, String blame) implements Says {}

    /** Nothing goes on before a person has acted. */
    record Hold(String blame) implements Says {}

    /** A look that came to no end, by the code of its problem. */
    record Trouble(String code) implements Says {}

    /** Nothing: what is asked for is that it bears it. */
    record Nothing() implements Says {}

    static Fault gate(String name, String gate, String blame, Act breaks, Act mends) {
        return new Fault(name, new Gate(gate, blame), breaks, mends);
    }

    static Fault hold(String name, String blame, Act breaks, Act mends) {
        return new Fault(name, new Hold(blame), breaks, mends);
    }

    static Fault trouble(String name, String code, Act breaks, Act mends) {
        return new Fault(name, new Trouble(code), breaks, mends);
    }

    static Fault borne(String name, Act happens) {
        return new Fault(name, new Nothing(), happens, workshop -> {});
    }

    /** An act of kubectl alone. */
    static Act kubectl(String arguments) {
        return workshop -> workshop.kubectl(arguments);
    }

    @Override
    public String toString() {
        return name;
    }
}
