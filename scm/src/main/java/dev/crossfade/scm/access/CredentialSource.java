package dev.crossfade.scm.access;

import java.util.Optional;
import java.util.function.Supplier;

/** Where the credentials for one address come from. */
interface CredentialSource {

    /** Those that are sent at once, without waiting for the server to ask. */
    Optional<Credentials> known();

    /** Those that are looked for once the server asks, as Git does with its helpers. */
    Optional<Credentials> asked();

    /** The server took them. */
    void accepted(Credentials credentials);

    /** The server did not take them. */
    void refused(Credentials credentials);

    /** A source of what is known without asking, read anew at each use. */
    static CredentialSource of(Supplier<Optional<Credentials>> known) {
        return new CredentialSource() {
            @Override
            public Optional<Credentials> known() {
                return known.get();
            }

            @Override
            public Optional<Credentials> asked() {
                return Optional.empty();
            }

            @Override
            public void accepted(Credentials credentials) {
                // nobody keeps it
            }

            @Override
            public void refused(Credentials credentials) {
                // nobody forgets it
            }
        };
    }
}
