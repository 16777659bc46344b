package io.longhaul.coordinator.grant;

import java.util.Optional;

/** The policies that are a role's own, by their names. */
public interface RolePolicies {
  /** Empty: there is no such policy, or no such role. */
  Optional<String> read(String role, String name) throws InterruptedException;

  void write(String role, String name, String policy) throws InterruptedException;

  /** One that is gone already is what was wanted. */
  void delete(String role, String name) throws InterruptedException;
}
