package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.core.proposal.PullRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Labels of Gitea and Forgejo, which go by number, and belong to the repository or to its organisation. */
final class GiteaLabels {
    private static final String COLOR = "#5319e7";

    private final ForgeHttp http;
    private final String path;
    private final String owner;

    GiteaLabels(ForgeHttp http, String path, String owner) {
        this.http = http;
        this.path = path;
        this.owner = owner;
    }

    void add(PullRequest open, Set<String> names) {
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(open.labels());
        if (missing.isEmpty()) {
            return;
        }
        Map<String, Long> known = known();
        ObjectNode body = Body.empty();
        for (String name : missing) {
            Long number = known.get(name);
            body.withArray("labels").add(number == null ? made(name) : number);
        }
        http.expect(Call.post(path + "/issues/" + open.number() + "/labels", body));
    }

    private Map<String, Long> known() {
        Map<String, Long> known = new LinkedHashMap<>();
        Answer organisation = http.exchange(Call.get("/orgs/" + owner + "/labels?limit=50"));
        // people have no labels, and who may not see the organisation's may not use them either
        if (organisation.isGood()) {
            http.list("/orgs/" + owner + "/labels?limit=50")
                    .forEach(label -> known.put(label.text("name"), label.number("id")));
        }
        http.list(path + "/labels?limit=50").forEach(label -> known.put(label.text("name"), label.number("id")));
        return known;
    }

    private long made(String name) {
        return http.expect(Call.post(path + "/labels", Body.of("name", name).put("color", COLOR)))
                .entry()
                .number("id");
    }
}
