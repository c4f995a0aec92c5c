package dev.crossfade.scm.access;

import java.util.Optional;

/** Where the token comes from; asked before every use, because some are good for an hour only. */
@FunctionalInterface
public interface TokenSource {

    /**
     * @return the token to use now, or nothing where there is none
     * @throws dev.crossfade.core.report.CrossfadeException where one is configured that cannot be had
     */
    Optional<Token> token();
}
