package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --listen} takes. */
class ListenAddressTest {

    /** The second is what the component `monitoring` makes of a node whose first address is IPv6. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9645, 127.0.0.1",
        "fd00::1:9645, fd00::1",
        "[fd00::1]:9645, fd00::1",
        "2001:db8:0:1:1:1:1:1:9645, 2001:db8:0:1:1:1:1:1",
        "::1:9645, ::1",
        ":::9645, ::",
        "::ffff:10.0.0.5:9645, 10.0.0.5"
    })
    void whatStandsBeforeTheLastColonIsTheHost(String text, String host) throws UnknownHostException {
        assertThat(ListenAddress.of(text)).contains(new InetSocketAddress(InetAddress.getByName(host), 9645));
    }

    @Test
    void aPortAloneIsAnyAddress() {
        assertThat(ListenAddress.of("9645")).contains(new InetSocketAddress(9645));
        assertThat(ListenAddress.of(":9645")).contains(new InetSocketAddress(9645));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "here",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:65536",
                "::1",
                "fd00:1::2",
                "[fd00::1]",
                "a:b:1"
            })
    void nothingElseIsAnAddress(String text) {
        assertThat(ListenAddress.of(text)).isEmpty();
    }
}
