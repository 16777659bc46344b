package io.longhaul.coordinator.grant;

import java.util.List;
import java.util.Optional;

/** The policies that are a role's own, by their names. */
public interface RolePolicies {
  /** All that the role has of them; none: there is no such role. */
  List<String> names(String role) throws InterruptedException;

  /** Empty: there is no such policy, or no such role. */
  Optional<String> read(String role, String name) throws InterruptedException;

  void write(String role, String name, String policy) throws InterruptedException;

  /** One that is gone already is what was wanted. */
  void delete(String role, String name) throws InterruptedException;
}
