package io.longhaul.archunit.offenders.ledger.memory;

public class Adapter {}
