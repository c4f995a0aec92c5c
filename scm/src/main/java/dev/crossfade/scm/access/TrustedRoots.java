package dev.crossfade.scm.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities that a server's certificate may come from: Java's, and those of {@code CROSSFADE_CA_FILE}. */
final class TrustedRoots {
    static final String CA_FILE = "CROSSFADE_CA_FILE";

    private final TrustManager[] managers;

    private TrustedRoots(TrustManager[] managers) {
        this.managers = managers;
    }

    /** Nothing where Java's own authorities are enough. */
    static Optional<TrustedRoots> of(AccessVariables variables) {
        return variables.file(CA_FILE).map(TrustedRoots::with);
    }

    private static TrustedRoots with(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> extra =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (extra.isEmpty()) {
                throw AccessVariables.unusable(CA_FILE, "names " + file + ", which holds no certificate", null);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager known) {
                    add(store, "java", List.of(known.getAcceptedIssuers()));
                }
            }
            add(store, "own", extra);
            return new TrustedRoots(managers(store));
        } catch (GeneralSecurityException | IOException e) {
            throw AccessVariables.unusable(
                    CA_FILE, "names " + file + ", which is no bundle of certificates in PEM form", e);
        }
    }

    private static void add(KeyStore store, String prefix, Collection<? extends Certificate> certificates)
            throws GeneralSecurityException {
        int number = 0;
        for (Certificate certificate : certificates) {
            if (certificate instanceof X509Certificate) {
                store.setCertificateEntry(prefix + number++, certificate);
            }
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    TrustManager[] managers() {
        return managers.clone();
    }

    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }
}
