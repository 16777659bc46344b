package io.longhaul.privilege;

/**
 * What a request wants to be allowed.
 *
 * @param prefix of what is listed; empty: of everything, or nothing is listed
 * @param request by which it was made, for who reads a failure
 */
record Call(String action, String resource, String prefix, String request) {
  @Override
  public String toString() {
    return "%s on %s (%s)".formatted(action, resource, request);
  }
}
