package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.examination.RemainingEdits;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.PlannedCommit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether Argo CD applies a file of the customer's is asked until the last commit that edits it. */
class RemainingEditsTest {

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void whatACommitChangesWasStillToBeEdited(Variant variant) {
        Migration migration = variant.preview().plan().migration();
        List<PlannedCommit> commits = variant.preview().commits();
        List<String> customers =
                InventoryReader.inputs(migration.spec(), commits.get(0).base());
        for (int i = 0; i < commits.size(); i++) {
            Set<String> rows = commits.subList(i, commits.size()).stream()
                    .map(PlannedCommit::entry)
                    .map(Sequence.Entry::phase)
                    .map(phase -> phase.id())
                    .collect(Collectors.toSet());
            List<String> changed = commits.get(i).changes().files().keySet().stream()
                    .filter(customers::contains)
                    .toList();
            assertThat(new RemainingEdits(rows).among(changed, migration))
                    .as(commits.get(i).entry().id())
                    .containsExactlyElementsOf(changed);
        }
    }
}
