package io.longhaul.bench.copies;

/** What the null server has at the source, and what it makes of the target. */
enum Data {
  /** As S3 has it: all of the class STANDARD. */
  PLAIN("hex", "dst"),
  /** All of another storage class, which copies are to be told. */
  CLASSED("hex-ia", "dst"),
  /** No listing says anything of classes. */
  CLASSLESS("hex-bare", "dst"),
  /** Objects are at the target once they were joined of parts. */
  JOINED("hex", "new");

  private final String source;
  private final String target;

  Data(String source, String target) {
    this.source = source;
    this.target = target;
  }

  String source(Load load) {
    return "%s-%d-%d".formatted(source, load.objects(), load.bytes());
  }

  String target(Load load) {
    return "%s-0-%d".formatted(target, load.bytes());
  }
}
