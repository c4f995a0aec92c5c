package dev.crossfade.core.inventory;

/** What the plan starts from, read from the commit before its first phase. */
public record Inventory(CalicoInventory calico) {}
