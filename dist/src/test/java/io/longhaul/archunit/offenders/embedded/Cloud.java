package io.longhaul.archunit.offenders.embedded;

public class Cloud {}
