package dev.crossfade.scm.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Signs commits with an SSH key as ssh-keygen -Y sign -n git does (openssh-portable, PROTOCOL.sshsig), the key being opened
 * once: JGit's signer opens it for every commit, and asks a person for the passphrase.
 */
final class SshSigner implements CommitSigner {
    static final String KEY_FILE = "CROSSFADE_SIGNING_KEY_FILE";
    static final String PASSPHRASE_FILE = "CROSSFADE_SIGNING_PASSPHRASE_FILE";

    private static final byte[] MAGIC = "SSHSIG".getBytes(US_ASCII);
    private static final int VERSION = 1;
    private static final String NAMESPACE = "git";
    private static final String HASH = "sha512";
    private static final int LINE = 70;

    private final KeyPair key;
    private final BuiltinSignatures algorithm;

    private SshSigner(KeyPair key, BuiltinSignatures algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    static Optional<SshSigner> of(AccessVariables variables) {
        return variables.file(KEY_FILE).map(file -> {
            KeyPair key = new PrivateKeyFile(variables, KEY_FILE, PASSPHRASE_FILE, file).open();
            return new SshSigner(key, algorithm(key));
        });
    }

    private static BuiltinSignatures algorithm(KeyPair key) {
        String type = KeyUtils.getKeyType(key);
        return switch (type) {
            case KeyPairProvider.SSH_ED25519 -> BuiltinSignatures.ed25519;
            // what ssh-keygen takes for RSA: RFC 8332 with SHA-512
            case KeyPairProvider.SSH_RSA -> BuiltinSignatures.rsaSHA512;
            default ->
                throw AccessVariables.unusable(
                        KEY_FILE,
                        "names a key of type " + type
                                + ", whose signatures differ each time: the same plan would get other"
                                + " commit ids with every run; use an Ed25519 or RSA key",
                        null);
        };
    }

    @Override
    public Optional<byte[]> sign(byte[] commit) {
        try {
            ByteArrayBuffer signed = new ByteArrayBuffer();
            signed.putRawBytes(MAGIC);
            frame(signed);
            signed.putBytes(MessageDigest.getInstance("SHA-512").digest(commit));
            ByteArrayBuffer signature = new ByteArrayBuffer();
            signature.putString(algorithm.getName());
            signature.putBytes(raw(signed.getCompactData()));
            ByteArrayBuffer blob = new ByteArrayBuffer();
            blob.putRawBytes(MAGIC);
            blob.putUInt(VERSION);
            blob.putPublicKey(key.getPublic());
            frame(blob);
            blob.putBytes(signature.getCompactData());
            return Optional.of(armoured(blob.getCompactData()));
        } catch (IOException | GeneralSecurityException e) {
            throw AccessVariables.unusable(KEY_FILE, "names a key that this Java cannot sign with", e);
        }
    }

    /** Namespace, reserved, and the hash: the middle of what is signed and of what is stored. */
    private static void frame(ByteArrayBuffer buffer) {
        buffer.putString(NAMESPACE);
        buffer.putString("");
        buffer.putString(HASH);
    }

    private byte[] raw(byte[] data) throws IOException, GeneralSecurityException {
        Signature signature = algorithm.create();
        try {
            signature.initSigner(null, key.getPrivate());
            signature.update(null, data);
            return signature.sign(null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // the interface declares all that there is
            throw new IOException(e);
        }
    }

    private static byte[] armoured(byte[] blob) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(blob);
        return ("-----BEGIN SSH SIGNATURE-----\n" + lines + "\n-----END SSH SIGNATURE-----").getBytes(US_ASCII);
    }

    @Override
    public String toString() {
        return "(signer)";
    }
}
