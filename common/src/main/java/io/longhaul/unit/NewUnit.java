package io.longhaul.unit;

/** A unit that a split registers: its kind and stage follow from its parent. */
public record NewUnit(Payload payload, Tier tier) {}
