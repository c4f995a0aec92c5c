package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One customer before a forge of this process, what they are told, and that no secret is among it. */
final class Scene implements AutoCloseable {
    static final String EXAMPLE = "db-schenker";
    static final String PREFIX = "crossfade/prod/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Site.DoubleSite site;
    private final Customer customer;
    private final List<String> said = new ArrayList<>();

    private Scene(Site.DoubleSite site, Customer customer) {
        this.site = site;
        this.customer = customer;
    }

    static Scene of(Flavour flavour, Path folder) {
        Site.DoubleSite site = new Site.DoubleSite(flavour, folder.resolve("forge.git"));
        return new Scene(site, Customer.of(site, EXAMPLE, folder.resolve("clone")));
    }

    /** One at which a phase is merged, and all before it. */
    static Scene at(String phase, Flavour flavour, Path folder) {
        Scene scene = of(flavour, folder);
        scene.customer.reach(phase);
        return scene;
    }

    Customer customer() {
        return customer;
    }

    Site.DoubleSite site() {
        return site;
    }

    People people() {
        return site.forge().people();
    }

    Customer.Said crossfade(String... line) {
        return heard(customer.crossfade(line));
    }

    Customer.Said heard(Customer.Said answer) {
        said.add(answer.all());
        return answer;
    }

    /** Proposes without trouble, and returns the newest pull request. */
    People.Page proposed(String... more) {
        good(propose(more));
        List<People.Page> pages = site.pages();
        return pages.get(pages.size() - 1);
    }

    Customer.Said propose(String... more) {
        List<String> line = new ArrayList<>(List.of("propose"));
        line.addAll(List.of(more));
        return crossfade(line.toArray(String[]::new));
    }

    static void good(Customer.Said answer) {
        assertThat(answer.code()).as(answer.all()).isZero();
    }

    /** Blocked, with this code and these words. */
    static void refused(Customer.Said answer, String code, String... words) {
        assertThat(answer.code()).as(answer.all()).isEqualTo(1);
        assertThat(answer.err()).contains("[" + code + "]");
        List.of(words).forEach(word -> assertThat(answer.err()).contains(word));
    }

    /** What both forms of the status say; words are those of the text. */
    JsonNode status(String state, String phase, String... words) {
        Customer.Said text = crossfade("status");
        good(text);
        List.of(words).forEach(word -> assertThat(text.out()).contains(word));
        JsonNode json = json(crossfade("status", "-o", "json"));
        assertThat(json.path("state").asText()).as(text.out()).isEqualTo(state);
        assertThat(json.path("phase").path("id").asText()).as(text.out()).isEqualTo(phase);
        assertThat(text.out()).contains(json.path("next").asText().split(" ", -1)[0]);
        assertThat(json.has("problems")).isEqualTo(text.out().contains("NEEDS YOU"));
        return json;
    }

    static JsonNode json(Customer.Said answer) {
        try {
            return JSON.readTree(answer.out());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer.all(), e);
        }
    }

    static String code(JsonNode status) {
        return status.path("problems").path(0).path("code").asText();
    }

    /** A person changes a text of the base, found by what it says. */
    void edit(String path, String what, String instead) {
        customer.pull();
        String text = customer.files("refs/seen/main").get(path);
        assertThat(text).contains(what);
        customer.push("main", path, text.replace(what, instead));
    }

    /** Nothing that anybody was told, that lies on the forge or in the clone holds the token. */
    void requireNoSecret() {
        List<String> all = new ArrayList<>(said);
        site.pages().forEach(page -> all.add(page.toString()));
        site.forge().requests().forEach(request -> all.add(request.toString()));
        assertThat(all).allSatisfy(text -> assertThat(text).doesNotContain(Site.DoubleSite.TOKEN));
        Leak.requireNone(customer.folder().resolve(".git"), Site.DoubleSite.TOKEN);
        Leak.requireNone(site.forge().git().getDirectory().toPath(), Site.DoubleSite.TOKEN);
    }

    /** The exchanges of every test with GitHub are as GitHub describes them, where its description is at hand. */
    private void requireAsDescribed() {
        if (site.flavour() == Flavour.GITHUB && OpenApi.isHere()) {
            assertThat(OpenApi.read().problems(site.forge().exchanges())).isEmpty();
        }
    }

    @Override
    public void close() {
        try {
            requireAsDescribed();
        } finally {
            customer.close();
            site.close();
        }
    }
}
