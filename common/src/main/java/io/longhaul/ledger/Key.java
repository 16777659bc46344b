package io.longhaul.ledger;

/** Where a row lies. */
public record Key(String partition, String sort) {}
