package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations on a real Gitea, each proposal of which is killed at a random time and made up for by the next run. */
class GiteaKillJourneyTest implements OnGitea {
    private static final int SAMPLE = 10;
    private static final int PROOF = 50;
    private static final int PHASES = 20;
    private static final int TRIES = 5;
    private static final int MOST_TIMES = 3;
    private static final Pattern LOCK = Pattern.compile("Unable to create '([^']+\\.lock)': File exists");

    /** Git asks this hook when it has its locks (githooks(5)). */
    private static final String SLOW = "#!/bin/sh\n[ \"$1\" != prepared ] || sleep 3\n";

    private final Random random = new Random(Proof.seed());
    private final List<String> ends = new ArrayList<>();

    /** How long a run takes from when it asks the forge, in milliseconds: the last one that came to its end. */
    private long tail;

    @TempDir
    Path folder;

    @Test
    void whatWasKilledIsMadeUpFor() {
        int wanted = Proof.isWanted() ? PROOF : SAMPLE;
        for (int i = 0; isLeft(wanted); i++) {
            try (GiteaSite site = GiteaSite.of(kit(), "kills-" + i);
                    Customer customer = Customer.of(site, Scene.EXAMPLE, folder.resolve("clone-" + i))) {
                tail = undisturbed(site, customer);
                int most = ends.size() + PHASES;
                while (ends.size() < most && isLeft(wanted)) {
                    MergeStyle style = MergeStyle.values()[random.nextInt(3)];
                    site.merge(killed(site, customer), style);
                }
                Leak.requireNone(customer.folder().resolve(".git"), site.token());
            }
        }
        Proof.print("kills on Gitea: " + ends.size() + ", of which " + early() + " before the run had ended");
        assertThat(early()).isGreaterThan(wanted / 2);
    }

    /** While a run has Gitea delete the branch of what is merged, its Git holds two locks. */
    @Test
    void aLockThatADeadRunLeavesThereIsSaidAndHoldsNothingUp() throws IOException {
        Assumptions.assumeTrue(System.getenv("GITEA_URL") == null, "skipped: the files of GITEA_URL are not here");
        try (GiteaSite site = GiteaSite.of(kit(), "locks");
                Customer customer = Customer.of(site, Scene.EXAMPLE, folder.resolve("clone-locks"))) {
            undisturbed(site, customer);
            JsonNode wanted = wanted(customer);
            Path repository = kit().folder().resolve("gitea/repos/" + site.repository() + ".git");
            Path slow = Files.writeString(repository.resolve("hooks/reference-transaction"), SLOW);
            Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (Product product = Product.start(site, customer.folder(), folder.resolve("said.txt"), "propose")) {
                while (!Files.exists(repository.resolve("packed-refs.lock")) && !product.endsWithin(5)) {
                    Thread.onSpinWait();
                }
                product.kill();
            }
            Files.delete(slow);
            Customer.Said said = customer.crossfade("propose");
            assertThat(said.code()).as(said.all()).isZero();
            assertThat(said.out()).contains(" stays: ").containsPattern(LOCK);
            require(site, customer, wanted, madeUpFor(customer));
        }
    }

    private long early() {
        return ends.stream().filter("killed"::equals).count();
    }

    /** How fast the machine is changes: a run that was over before its time is no kill, and others take its place. */
    private boolean isLeft(int wanted) {
        return ends.size() < wanted || (early() <= wanted / 2 && ends.size() < MOST_TIMES * wanted);
    }

    /** The first phase in peace; how long a run takes from when it asks the forge, in milliseconds. */
    private long undisturbed(GiteaSite site, Customer customer) {
        try (Product product = Product.start(site, customer.folder(), folder.resolve("said.txt"), "propose")) {
            product.awaitWord("rendering plan");
            long start = System.nanoTime();
            assertThat(product.await()).as(product.said()).isZero();
            long tail = (System.nanoTime() - start) / 1_000_000;
            site.merge(1, MergeStyle.SQUASH);
            return tail;
        }
    }

    private long killed(GiteaSite site, Customer customer) {
        JsonNode wanted = wanted(customer);
        int point = random.nextInt((int) tail + 1);
        try (Product product = Product.start(site, customer.folder(), folder.resolve("said.txt"), "propose")) {
            product.awaitWord("rendering plan");
            long start = System.nanoTime();
            boolean ended = product.endsWithin(point);
            ends.add(ended ? "ended" : "killed");
            if (ended) {
                tail = (System.nanoTime() - start) / 1_000_000;
            }
            product.kill();
            assertThat(product.said()).doesNotContain(site.token());
        }
        return require(site, customer, wanted, madeUpFor(customer));
    }

    private static JsonNode wanted(Customer customer) {
        return Scene.json(customer.crossfade("propose", "--dry-run", "-o", "json"))
                .path("proposal");
    }

    /** The last of the runs that it takes. */
    private static Customer.Said madeUpFor(Customer customer) {
        Customer.Said again = customer.crossfade("propose");
        for (int i = 1; i < TRIES && !isWhole(again); i++) {
            if (i > 1) {
                unlock(again);
            }
            again = customer.crossfade("propose");
        }
        assertThat(again.code()).as(again.all()).isZero();
        return again;
    }

    /** Gitea may still be about what the dead run had asked of it, or never be done: what it refuses then, a run says. */
    private static boolean isWhole(Customer.Said again) {
        if (again.code() != 0) {
            assertThat(again.err()).containsAnyOf("[branch-moved]", "[remote-refused]");
            return false;
        }
        return !again.out().contains(" stays: ");
    }

    /**
     * Gitea kills its Git, too, where who asked is gone: a lock that it held stays, and the forge's administrator deletes what
     * the run names.
     */
    private static void unlock(Customer.Said refused) {
        LOCK.matcher(refused.all())
                .results()
                .map(named -> named.group(1))
                .distinct()
                .forEach(lock ->
                        assertThat(new File(lock).delete()).as(refused.all()).isTrue());
    }

    /** What was wanted before the kill is there, once. */
    private static long require(GiteaSite site, Customer customer, JsonNode wanted, Customer.Said again) {
        String branch = wanted.path("branch").asText();
        assertThat(customer.branches()).as(again.all()).containsExactlyInAnyOrder(branch, "main");
        assertThat(customer.tip(branch)).isEqualTo(wanted.path("commit").asText());
        String path = "/repos/" + site.repository();
        JsonNode open = site.admin().call("GET", path + "/pulls?state=open", "");
        assertThat(open).hasSize(1);
        JsonNode request = open.get(0);
        assertThat(request.path("head").path("ref").asText()).isEqualTo(branch);
        assertThat(request.path("title").asText())
                .isEqualTo(wanted.path("title").asText());
        assertThat(request.path("body").asText().strip())
                .isEqualTo(wanted.path("text").asText().strip());
        assertThat(request.path("labels").findValuesAsText("name"))
                .contains("crossfade", "prod")
                .doesNotHaveDuplicates();
        assertThat(request.path("requested_reviewers").findValuesAsText("login"))
                .contains("jo");
        JsonNode statuses = site.admin()
                .call("GET", path + "/commits/" + wanted.path("commit").asText() + "/statuses", "");
        assertThat(statuses.findValuesAsText("context")).containsExactly("crossfade/prod");
        assertThat(customer.crossfade("propose").out()).contains("All of it was there already.");
        return request.path("number").asLong();
    }
}
