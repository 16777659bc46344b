package io.longhaul.s3;

/** Chooses what goes wrong; asked once for every call, before it has any effect. */
@FunctionalInterface
public interface StoreFaults {
  StoreFault of(StoreCall call);

  static StoreFaults none() {
    return call -> new StoreFault.None();
  }
}
