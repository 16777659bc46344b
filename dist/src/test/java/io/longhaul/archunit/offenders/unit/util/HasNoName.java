package io.longhaul.archunit.offenders.unit.util;

public class HasNoName {}
