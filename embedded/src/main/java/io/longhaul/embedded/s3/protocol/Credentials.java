package io.longhaul.embedded.s3.protocol;

/** What a client must sign with; neither part is ever printed. */
public record Credentials(String accessKey, String secret) {
  @Override
  public String toString() {
    return "Credentials[***]";
  }
}
