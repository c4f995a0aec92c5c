package dev.crossfade.scm.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.SshConstants;
import org.jspecify.annotations.Nullable;

/** The person's ~/.ssh/config, with one key in place of all that it names. */
record OneKeyConfig(SshConfigStore persons, Path key) implements SshConfigStore {

    @Override
    public HostConfig lookup(String host, int port, String user) {
        return new OneKey(persons.lookup(host, port, user), key.toString());
    }

    @Override
    public HostConfig lookupDefault(String host, int port, String user) {
        return new OneKey(persons.lookupDefault(host, port, user), key.toString());
    }

    private record OneKey(HostConfig persons, String key) implements HostConfig {

        @Override
        public @Nullable String getValue(String name) {
            if (name.equalsIgnoreCase(SshConstants.IDENTITIES_ONLY)) {
                return SshConstants.YES;
            }
            return name.equalsIgnoreCase(SshConstants.IDENTITY_FILE) ? key : persons.getValue(name);
        }

        @Override
        public List<String> getValues(String name) {
            return name.equalsIgnoreCase(SshConstants.IDENTITY_FILE) ? List.of(key) : persons.getValues(name);
        }

        @Override
        public Map<String, String> getOptions() {
            Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            options.putAll(persons.getOptions());
            options.put(SshConstants.IDENTITIES_ONLY, SshConstants.YES);
            return options;
        }

        @Override
        public Map<String, List<String>> getMultiValuedOptions() {
            Map<String, List<String>> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            options.putAll(persons.getMultiValuedOptions());
            options.put(SshConstants.IDENTITY_FILE, List.of(key));
            options.remove(SshConstants.CERTIFICATE_FILE);
            return options;
        }
    }
}
