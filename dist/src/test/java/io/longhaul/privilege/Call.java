package io.longhaul.privilege;

/**
 * What a request wants to be allowed.
 *
 * @param prefix of what is listed; empty: of everything, or nothing is listed
 * @param via the service that asks for it; empty: the caller itself does
 * @param request by which it was made, for who reads a failure
 */
record Call(String action, String resource, String prefix, String via, String request) {
  /** Asked for by the caller itself. */
  Call(String action, String resource, String prefix, String request) {
    this(action, resource, prefix, "", request);
  }

  @Override
  public String toString() {
    return "%s on %s (%s)".formatted(action, resource, request);
  }
}
