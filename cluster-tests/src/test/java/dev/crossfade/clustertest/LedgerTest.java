package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger must notice what it is there to notice. */
class LedgerTest {

    private static final String LIVE =
            "{'apiVersion':'apps/v1','kind':'DaemonSet','metadata':{'name':'a','namespace':'n','uid':'1'},'spec':{'x':1,'y':'default'}}";
    private static final String SAID =
            "{'apiVersion':'apps/v1','kind':'DaemonSet','metadata':{'name':'a','namespace':'n'},'spec':{'x':1}}";

    @Test
    void whatWasAskedForIsNoFault() {
        assertThat(faults(
                        List.of(LIVE),
                        List.of(LIVE.replace("'x':1", "'x':2")),
                        List.of(SAID),
                        List.of(SAID.replace("'x':1", "'x':2"))))
                .isEmpty();
        assertThat(faults(List.of(), List.of(LIVE), List.of(), List.of(SAID))).isEmpty();
        assertThat(faults(List.of(LIVE), List.of(), List.of(SAID), List.of())).isEmpty();
    }

    @Test
    void whatNobodyAskedForIsOne() {
        assertThat(faults(List.of(LIVE), List.of(LIVE.replace("default", "other")), List.of(SAID), List.of(SAID)))
                .singleElement()
                .asString()
                .contains(".spec.y", "nobody asked");
        assertThat(faults(List.of(), List.of(LIVE), List.of(), List.of()))
                .singleElement()
                .asString()
                .contains("came");
        assertThat(faults(List.of(LIVE), List.of(), List.of(), List.of()))
                .singleElement()
                .asString()
                .contains("left");
    }

    @Test
    void aFieldThatIsLostIsOne() {
        assertThat(faults(List.of(LIVE), List.of(LIVE.replace(",'y':'default'", "")), List.of(SAID), List.of(SAID)))
                .singleElement()
                .asString()
                .contains(".spec.y");
    }

    @Test
    void anotherPlaceOfAVariableIsNone() {
        String live =
                LIVE.replace("'x':1", "'env':[{'name':'A','v':'1'},{'name':'B'}],'x':[{'name':'c'},{'name':'d'}]");
        String said = SAID.replace("'x':1", "'env':[{'name':'A'},{'name':'B'}],'x':[{'name':'c'},{'name':'d'}]");
        String more = "[{'name':'N'},{'name':'A'";
        assertThat(faults(
                        List.of(live),
                        List.of(live.replace("[{'name':'A'", more)),
                        List.of(said),
                        List.of(said.replace("[{'name':'A'", more))))
                .isEmpty();
        assertThat(faults(
                        List.of(live),
                        List.of(live.replace("{'name':'c'},{'name':'d'}", "{'name':'d'},{'name':'c'}")),
                        List.of(said),
                        List.of(said)))
                .isNotEmpty();
        assertThat(faults(List.of(live), List.of(live.replace("'v':'1'", "'v':'2'")), List.of(said), List.of(said)))
                .singleElement()
                .asString()
                .contains(".spec.env[A].v");
    }

    @Test
    void anObjectThatWasMadeAnewIsOne() {
        assertThat(faults(List.of(LIVE), List.of(LIVE.replace("'uid':'1'", "'uid':'2'")), List.of(SAID), List.of(SAID)))
                .singleElement()
                .asString()
                .contains("uid");
    }

    @Test
    void whatGitSaysAndTheClusterDoesNotIsOne() {
        assertThat(faults(List.of(LIVE), List.of(LIVE), List.of(SAID), List.of(SAID.replace("'x':1", "'x':2"))))
                .singleElement()
                .asString()
                .contains("Git says 2, the cluster 1");
        assertThat(faults(List.of(), List.of(), List.of(), List.of(SAID)))
                .singleElement()
                .asString()
                .contains("not in the cluster");
    }

    /** A Job excuses what it names, by kind and namespace, and nothing else. */
    @Test
    void whatAJobDoesNotNameIsOne() {
        String job =
                "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'j','namespace':'kube-system'},'spec':{'template':"
                        + "{'spec':{'containers':[{'name':'c','command':['kubectl','--namespace=n','delete','daemonsets.apps/a']},"
                        + "{'name':'d','command':['kubectl','delete','namespaces/gone']}]}}}}";
        List<String> live = List.of(
                job,
                LIVE,
                "{'apiVersion':'v1','kind':'ServiceAccount','metadata':{'name':'a','namespace':'n'}}",
                LIVE.replace("'namespace':'n'", "'namespace':'other'"),
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'b','namespace':'gone'}}",
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'password','namespace':'n'}}");

        assertThat(faults(live, List.of(job), List.of(job), List.of(job)))
                .allMatch(fault -> fault.endsWith(" left and nobody asked for it"))
                .extracting(fault -> fault.replace(" left and nobody asked for it", ""))
                .containsExactlyInAnyOrder(" ServiceAccount n/a", "apps DaemonSet other/a", " Secret n/password");
    }

    @Test
    void anAdoptionThatMovesAGenerationIsOne() {
        String live = LIVE.replace("'uid'", "'generation':3,'uid'");
        String note = "'annotations':{'crossfade.dev/adopted-generation':'3'},";
        String says = SAID.replace("'name'", note + "'name'");
        String adopted = live.replace("'name'", note + "'name'");

        assertThat(faults(List.of(live), List.of(adopted), List.of(), List.of(says)))
                .isEmpty();
        assertThat(faults(List.of(live), List.of(adopted.replace(":3,", ":5,")), List.of(), List.of(says)))
                .singleElement()
                .asString()
                .endsWith("was adopted at generation 3, and went from 3 to 5");
        assertThat(faults(
                        List.of(live.replace(":3,", ":4,")),
                        List.of(adopted.replace(":3,", ":4,")),
                        List.of(),
                        List.of(says)))
                .singleElement()
                .asString()
                .endsWith("from 4 to 4");
    }

    @Test
    void whatLeavesGitAndStaysIsOne() {
        assertThat(faults(List.of(LIVE), List.of(LIVE), List.of(SAID), List.of()))
                .singleElement()
                .asString()
                .endsWith("DaemonSet n/a left Git and is still in the cluster");
        assertThat(faults(
                        List.of(LIVE),
                        List.of(LIVE),
                        List.of(SAID.replace("'x':1", "'x':1,'y':'default'")),
                        List.of(SAID)))
                .singleElement()
                .asString()
                .endsWith(".spec.y: \"default\" left Git and is still in the cluster");
        assertThat(faults(
                        List.of(LIVE),
                        List.of(LIVE.replace("default", "other")),
                        List.of(SAID.replace("'x':1", "'x':1,'y':'default'")),
                        List.of(SAID)))
                .isEmpty();
    }

    @Test
    void aDefinitionMayOutliveItsApplicationAndNothingElse() {
        String crd =
                "{'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition','metadata':{'name':'d'}}";
        String application =
                "{'apiVersion':'argoproj.io/v1alpha1','kind':'Application','metadata':{'name':'p','namespace':'argocd'}}";
        assertThat(faults(List.of(crd, application), List.of(crd), List.of(crd, application), List.of()))
                .isEmpty();
        assertThat(faults(List.of(crd), List.of(crd), List.of(crd), List.of()))
                .singleElement()
                .asString()
                .endsWith("left Git and is still in the cluster");
        assertThat(faults(List.of(LIVE, application), List.of(LIVE), List.of(SAID, application), List.of()))
                .singleElement()
                .asString()
                .contains("DaemonSet n/a left Git");
    }

    @Test
    void nothingInGitIsNotSomethingInTheCluster() {
        String says = SAID.replace("'x':1", "'x':1,'s':{}");
        String live = LIVE.replace("'x':1", "'x':1,'s':{'a':'b'}");
        assertThat(faults(List.of(live), List.of(live), List.of(says), List.of(says)))
                .singleElement()
                .asString()
                .contains(".spec.s");
        assertThat(faults(List.of(LIVE), List.of(LIVE), List.of(says), List.of(says)))
                .isEmpty();
    }

    @Test
    void aJobThatDidNothingIsOne() {
        String job =
                "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'j','namespace':'k'},'spec':{'template':{'spec':{"
                        + "'containers':[{'name':'c','command':['kubectl','--namespace=n','scale','daemonset/a','--replicas=5']},"
                        + "{'name':'d','command':['kubectl','--namespace=n','delete','configmaps/b']},"
                        + "{'name':'e','command':['kubectl','--namespace=n','annotate','configmaps/c','p/q=r','gone-']}]}}}}";
        String scaled = LIVE.replace("'x':1", "'x':1,'replicas':5");
        String kept = "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'b','namespace':'n'}}";
        String noted = kept.replace("'name':'b'", "'name':'c','annotations':{'p/q':'r'}");
        String still = kept.replace("'name':'b'", "'name':'c','annotations':{'gone':'no'}");

        assertThat(faults(List.of(LIVE, kept), List.of(job, scaled, noted), List.of(SAID), List.of(SAID, job)))
                .isEmpty();
        assertThat(faults(List.of(LIVE, kept), List.of(job, LIVE, kept, still), List.of(SAID), List.of(SAID, job)))
                .containsExactlyInAnyOrder(
                        "n daemonset/a /spec/replicas is , and a Job makes it 5",
                        "n configmap/b is there, and a Job deletes it",
                        "n configmap/c /metadata/annotations/p~1q is , and a Job makes it r",
                        "n configmap/c still has /metadata/annotations/gone, and a Job takes it off");
        assertThat(faults(List.of(LIVE), List.of(job, noted), List.of(), List.of(job)))
                .containsExactly("n daemonset/a /spec/replicas is (no such object), and a Job makes it 5");
    }

    @Test
    void whatNoReasonCoversIsMissed() {
        String owner = "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'o','namespace':'n','uid':'7'}}";
        String owned =
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'c','namespace':'n','ownerReferences':[{'uid':'7'}]}}";
        List<String> live = List.of(
                owner,
                owned,
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'hubble-x-certs','namespace':'shop'}}",
                "{'apiVersion':'v1','kind':'PersistentVolumeClaim','metadata':{'name':'p','namespace':'n',"
                        + "'annotations':{'argocd.argoproj.io/hook-delete-policy':'BeforeHookCreation'}}}");

        assertThat(faults(live, List.of(owner), List.of(), List.of()))
                .extracting(fault -> fault.replace(" left and nobody asked for it", ""))
                .containsExactlyInAnyOrder(" Secret n/c", " Secret shop/hubble-x-certs", " PersistentVolumeClaim n/p");
        assertThat(faults(List.of(owner, owned), List.of(), List.of(owner), List.of()))
                .isEmpty();
    }

    private static List<String> faults(List<String> live, List<String> after, List<String> said, List<String> says) {
        return new Ledger(
                        new Ledger.Pair<>(Snapshot.of(parsed(live)), Snapshot.of(parsed(after))),
                        new Ledger.Pair<>(desired(said), desired(says)))
                .faults();
    }

    private static Desired desired(List<String> texts) {
        return new Desired(Snapshot.of(parsed(texts)).objects());
    }

    private static List<JsonNode> parsed(List<String> texts) {
        List<JsonNode> objects = new ArrayList<>();
        for (String text : texts) {
            try {
                objects.add(Serialization.jsonMapper().readTree(text.replace("'", "\"")));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return objects;
    }
}
