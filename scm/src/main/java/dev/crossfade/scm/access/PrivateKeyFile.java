package dev.crossfade.scm.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** A private key of SSH in a file that a variable names, with its passphrase in another. */
record PrivateKeyFile(AccessVariables variables, String name, String passphraseName, Path file) {

    /** Read anew at each use; the line's end does not belong to it. */
    Optional<String> passphrase() {
        return variables.content(passphraseName).map(text -> text.replaceFirst("\\R$", ""));
    }

    /** @throws dev.crossfade.core.report.CrossfadeException TOKEN_UNUSABLE where it cannot be opened */
    KeyPair open() {
        Optional<String> passphrase = passphrase();
        AtomicBoolean encrypted = new AtomicBoolean();
        FilePasswordProvider asked = (session, resource, attempt) -> {
            encrypted.set(true);
            return attempt > 0 ? null : passphrase.orElse(null);
        };
        Collection<KeyPair> pairs;
        try {
            pairs = SecurityUtils.getKeyPairResourceParser().loadKeyPairs(null, file, asked);
        } catch (IOException | GeneralSecurityException e) {
            // what they quote may be of the key
            pairs = List.of();
        }
        Iterator<KeyPair> found = pairs.iterator();
        if (found.hasNext()) {
            return found.next();
        }
        if (!encrypted.get()) {
            throw AccessVariables.unusable(name, "names " + file + ", which is no private key of SSH", null);
        }
        throw AccessVariables.unusable(
                passphraseName,
                passphrase.isEmpty()
                        ? "is missing, and the key of " + name + " has a passphrase"
                        : "names a file whose passphrase does not open the key of " + name,
                null);
    }
}
