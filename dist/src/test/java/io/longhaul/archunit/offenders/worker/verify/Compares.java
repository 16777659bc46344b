package io.longhaul.archunit.offenders.worker.verify;

public class Compares {}
