package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What differs after an undo must be noticed, whatever it is. */
class DifferenceTest {

    private static final String OBJECT =
            "{'apiVersion':'v1','kind':'Service','metadata':{'name':'a','namespace':'n','uid':'1'},'spec':{'x':1}}";
    private static final String ANEW = OBJECT.replace("'uid':'1'", "'uid':'2'");

    @Test
    void theSameIsTheSame() {
        assertThat(Difference.between(snapshot(OBJECT), List.of(snapshot(OBJECT)), snapshot(OBJECT)))
                .isEmpty();
    }

    @Test
    void aFieldAndAnObjectAreNoticed() {
        assertThat(Difference.between(snapshot(OBJECT), List.of(), snapshot(OBJECT.replace("'x':1", "'x':2"))))
                .containsExactly(" Service n/a - .spec.x: 1 + .spec.x: 2");
        assertThat(Difference.between(snapshot(OBJECT), List.of(), snapshot(OBJECT.replace("{'x':1}", "{}"))))
                .hasSize(2);
        assertThat(Difference.between(snapshot(), List.of(), snapshot(OBJECT)))
                .containsExactly(" Service n/a is there and was not");
        assertThat(Difference.between(snapshot(OBJECT), List.of(), snapshot()))
                .containsExactly(" Service n/a was there and is not");
    }

    @Test
    void anObjectHasAnotherIdentityOnlyWhereItWasAway() {
        assertThat(Difference.between(snapshot(OBJECT), List.of(snapshot(OBJECT)), snapshot(ANEW)))
                .singleElement()
                .asString()
                .contains(".metadata.uid");
        assertThat(Difference.between(snapshot(OBJECT), List.of(snapshot()), snapshot(ANEW)))
                .isEmpty();
    }

    @Test
    void whatIsGoingIsSeen() {
        String owned = OBJECT.replace("'a'", "'b'")
                .replace("'uid':'1'", "'uid':'3','ownerReferences':[{'kind':'Service','uid':'1'}]");
        assertThat(snapshot(OBJECT, owned).isLosing()).isFalse();
        assertThat(snapshot(ANEW, owned).isLosing()).isTrue();
        assertThat(snapshot(OBJECT.replace("'uid'", "'deletionTimestamp':'now','uid'"))
                        .isLosing())
                .isTrue();
    }

    private static Snapshot snapshot(String... texts) {
        List<JsonNode> objects = new ArrayList<>();
        for (String text : texts) {
            try {
                objects.add(Serialization.jsonMapper().readTree(text.replace("'", "\"")));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return Snapshot.of(objects);
    }
}
