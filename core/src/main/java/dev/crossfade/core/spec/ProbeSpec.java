package dev.crossfade.core.spec;

import org.jspecify.annotations.Nullable;

/** What measures connectivity between all nodes. */
public sealed interface ProbeSpec permits ProbeSpec.Deploy, ProbeSpec.Existing, ProbeSpec.None {

    /** Goldpinger, as part of the plan. */
    record Deploy(
            @Key(value = "Deploy Goldpinger", required = true)
            DeployedProbe deploy) implements ProbeSpec {

        /** Image of another registry, or null for the default. */
        public @Nullable String image() {
            return deploy.image();
        }
    }

    /** One that runs already. */
    record Existing(
            @Key(value = "A Goldpinger that runs already", required = true)
            ExistingProbe existing) implements ProbeSpec {}

    /** None, which is a finding. */
    @Word("none")
    record None() implements ProbeSpec {}

    /** How Goldpinger is deployed. */
    record DeployedProbe(
            @Key("Image, where the default cannot be pulled") @Nullable
            String image) {}

    /** Where a Goldpinger is found. */
    sealed interface ExistingProbe permits ExistingProbe.InCluster, ExistingProbe.At {

        /** As a DaemonSet. */
        record InCluster(
                @Key(value = "Name of the DaemonSet", required = true)
                String name,

                @Key(value = "Its namespace", required = true)
                String namespace)
                implements ExistingProbe {}

        /** At an address. */
        record At(
                @Key(value = "Address of Goldpinger", required = true)
                String url) implements ExistingProbe {}
    }
}
