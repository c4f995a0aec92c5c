package dev.crossfade.scm.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which server may see what the remote's may. */
class HttpTraceTest {

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/a.git,      https://git.example.com/b,         true",
        "https://git.example.com/a.git,      https://GIT.example.com:443/b,     true",
        "https://git.example.com:443/a.git,  https://git.example.com/b,         true",
        "http://localhost:80/a.git,          http://localhost/b,                true",
        "https://git.example.com/a.git,      https://other.example.com/b,       false",
        "https://git.example.com/a.git,      https://git.example.com:8443/b,    false",
        "https://git.example.com:8443/a.git, https://git.example.com/b,         false",
        "http://localhost:3000/a.git,        http://localhost:3001/b,           false",
        "https://localhost:3000/a.git,       http://localhost:3000/b,           false",
        "http://localhost:3000/a.git,        https://localhost:3000/b,          false",
        // the very address, and everybody on the way could read along
        "http://git.example.com/a.git,       http://git.example.com/a.git,      false"
    })
    void onlyTheRemotesOwnServerIsToldCredentials(String remote, URI asked, boolean told) throws Exception {
        HttpTrace trace = new HttpTrace(new URIish(remote));
        assertThat(trace.maySee(asked.getScheme(), asked.getHost(), asked.getPort()))
                .isEqualTo(told);
    }
}
