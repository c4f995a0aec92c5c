package dev.crossfade.scm.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTest {

    private static final ProxySelector JAVAS = new ProxySelector() {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("javas", 1)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            throw new AssertionError(failure);
        }
    };

    private static String chosen(Map<String, String> environment, String uri) {
        Proxy proxy = new ProxyVariables(new AccessVariables(environment), JAVAS)
                .select(URI.create(uri))
                .get(0);
        return proxy.address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "none";
    }

    @Test
    void variablesAreChosenAsCurlDoes() {
        assertThat(chosen(Map.of(), "https://a.example")).isEqualTo("javas:1");
        assertThat(chosen(Map.of("HTTPS_PROXY", "http://up:8080"), "https://a.example"))
                .isEqualTo("up:8080");
        assertThat(chosen(Map.of("HTTPS_PROXY", "http://up:1", "https_proxy", "low:2"), "https://a.example"))
                .isEqualTo("low:2");
        assertThat(chosen(Map.of("https_proxy", "low:2"), "http://a.example")).isEqualTo("none");
        assertThat(chosen(Map.of("ALL_PROXY", "all"), "http://a.example")).isEqualTo("all:1080");
        assertThat(chosen(Map.of("http_proxy", "p:3", "NO_PROXY", "example"), "http://a.example:99"))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "git.example.com | example.com | true",
                "git.example.com | .example.com | true",
                "example.com | .example.com | true",
                "badexample.com | example.com | false",
                "GIT.example.com. | Example.com | true",
                "10.1.2.3 | 10.0.0.0/8 | true",
                "11.1.2.3 | 10.0.0.0/8 | false",
                "10.1.2.3 | 10.1.2.3 | true",
                "10.1.2.3 | 2.3 | false",
                "10.1.2.3 | 10.0.0.0/99 | false",
                "[::1] | ::1 | true",
                "[fd00::7] | fd00::/8 | true",
                "[fd00::7] | 10.0.0.0/8 | false",
                "a.example | x.example, *  | true",
                "a.example | b.example a.example | true",
                "a.example | '' | false"
            })
    void hostsWithoutAProxy(String host, String list, boolean covered) {
        assertThat(new NoProxy(list).covers(host)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "socks5://p:1, spoken to by socks5",
        "http://jo:hunter2@p:1, asks for a password",
        "http://, no address of a proxy"
    })
    void proxiesThatCannotBeUsedAreToldWithoutTheirPassword(String proxy, String words) {
        assertThatThrownBy(() -> chosen(Map.of("HTTPS_PROXY", proxy), "https://a.example"))
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageContaining(words)
                .hasMessageNotContaining("hunter2");
    }
}
