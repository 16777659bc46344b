package io.longhaul.coordinator.infra;

/** All that a stack has in an account, made, changed and removed as one. */
public interface Estate extends AutoCloseable {
  /** Where that is, as a person knows it; never a secret. */
  String where();

  /** Asks who calls. */
  Account account() throws InterruptedException;

  Formation formation();

  Network network();

  Depot depot();

  Remains remains();

  @Override
  void close();
}
