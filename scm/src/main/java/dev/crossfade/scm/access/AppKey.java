package dev.crossfade.scm.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * The private key of a GitHub App, which signs what the App says of itself: a JSON Web Token (docs.github.com, Generating a JSON
 * Web Token for a GitHub App).
 */
final class AppKey {
    /** GitHub's advice against clocks that go wrong. */
    private static final Duration BACKDATED = Duration.ofSeconds(60);

    /** GitHub takes ten minutes at most; its clock may be behind this one. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(9);

    /** What PKCS#8 puts around a key of PKCS#1: version 0, and the algorithm rsaEncryption (RFC 8017, A.1). */
    private static final byte[] RSA = {2, 1, 0, 48, 13, 6, 9, 42, -122, 72, -122, -9, 13, 1, 1, 1, 5, 0};

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private final PrivateKey key;

    private AppKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads PEM of either form: GitHub hands out PKCS#1 (BEGIN RSA PRIVATE KEY), tools convert to PKCS#8.
     *
     * @throws GeneralSecurityException where it is none; never with a part of it
     */
    static AppKey parse(String pem) throws GeneralSecurityException {
        try {
            byte[] inner = Base64.getMimeDecoder().decode(body(pem));
            byte[] pkcs8 = pem.contains("BEGIN RSA PRIVATE KEY") ? wrapped(inner) : inner;
            return new AppKey(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // what they quote may be the key
            throw new GeneralSecurityException("no RSA key in PEM form");
        }
    }

    private static String body(String pem) throws GeneralSecurityException {
        int begin = pem.indexOf("PRIVATE KEY-----");
        int end = pem.indexOf("-----END");
        if (begin < 0 || end < begin) {
            throw new GeneralSecurityException("no PEM");
        }
        return pem.substring(begin + "PRIVATE KEY-----".length(), end);
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream inside = new ByteArrayOutputStream();
        inside.writeBytes(RSA);
        tagged(inside, OCTETS, pkcs1);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        tagged(whole, SEQUENCE, inside.toByteArray());
        return whole.toByteArray();
    }

    private static void tagged(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        if (content.length < 128) {
            out.write(content.length);
        } else if (content.length < 256) {
            out.writeBytes(new byte[] {(byte) 0x81, (byte) content.length});
        } else {
            out.writeBytes(new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length});
        }
        out.writeBytes(content);
    }

    /** What the App of this id says of itself, for the next minutes. */
    Token token(String app, Instant now) throws GeneralSecurityException {
        String claims = "{\"iat\":" + now.minus(BACKDATED).getEpochSecond() + ",\"exp\":"
                + now.plus(GOOD_FOR).getEpochSecond() + ",\"iss\":\"" + app + "\"}";
        String unsigned =
                encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(unsigned.getBytes(US_ASCII));
        return Token.of(unsigned + "." + encoded(signature.sign()));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
