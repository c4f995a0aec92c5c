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
     * @param blame what its reason says, in whole words; {@code {key}} is what the workshop keeps by that key
     */
    record Gate(String id, String blame) implements Says {
        Gate {
            requireWords(blame);
        }
    }

    /** Nothing goes on before a person has acted. */
    record Hold(String blame) implements Says {
        Hold {
            requireWords(blame);
        }
    }

    private static void requireWords(String blame) {
        if (blame.isBlank()) {
            throw new IllegalArgumentException("a fault that blames nobody can be said by anybody");
        }
    }

    /**
     * A look that came to no end, by the code of its problem.
     *
     * @param doubted whether the forge can be told that nobody knows whether the proposal still holds: where it is away itself, or
     *     takes no word from the watcher, a green status stays, and nobody can write another one
     */
    record Trouble(String code, boolean doubted) implements Says {}

    /** Nothing: what is asked for is that it bears it. */
    record Nothing() implements Says {}

    static Fault gate(String name, String gate, String blame, Act breaks, Act mends) {
        return new Fault(name, new Gate(gate, blame), breaks, mends);
    }

    static Fault hold(String name, String blame, Act breaks, Act mends) {
        return new Fault(name, new Hold(blame), breaks, mends);
    }

    /** The forge is away. */
    static Fault trouble(String name, String code, Act breaks, Act mends) {
        return new Fault(name, new Trouble(code, false), breaks, mends);
    }

    /** The forge is there, and is told. */
    static Fault doubt(String name, String code, Act breaks, Act mends) {
        return new Fault(name, new Trouble(code, true), breaks, mends);
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
