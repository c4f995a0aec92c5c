package dev.crossfade.core.phase;

import java.util.List;

/** One kubectl command of a Job, which is one container: its name, and the arguments after {@code kubectl}. */
record JobCommand(String name, List<String> arguments) {

    JobCommand {
        arguments = List.copyOf(arguments);
    }
}
