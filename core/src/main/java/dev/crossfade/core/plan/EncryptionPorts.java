package dev.crossfade.core.plan;

import dev.crossfade.core.examination.Settings;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.render.Tree;
import java.util.Optional;

/** What the firewall between nodes must let pass, too, where the customer's values encrypt. */
final class EncryptionPorts {

    private static final String DEFAULT = "ipsec";

    private EncryptionPorts() {}

    /** A paragraph for the commit that installs Cilium. */
    static Optional<String> reminder(Migration migration, Step step, Tree tree) {
        Settings settings = Settings.of(migration.spec(), tree);
        if (!step.id().equals("install-cilium") || !settings.isTrue("encryption.enabled")) {
            return Optional.empty();
        }
        String type = settings.last("encryption.type").map(String::valueOf).orElse(DEFAULT);
        return Optional.ofNullable(migration.cilium().encryptionPorts().get(type))
                .map(port -> "Your values encrypt (" + type + "): the firewall must let pass " + port + ", too.");
    }
}
