package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.ChecksumAlgorithm;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.protocol.XmlTree;
import io.longhaul.embedded.s3.store.Entry;
import java.util.Map;

/** Checksums as elements: {@code ChecksumCRC32} and its like. */
final class ChecksumXml {
  private ChecksumXml() {}

  static void write(Xml xml, Map<String, String> checksums) {
    for (ChecksumAlgorithm each : ChecksumAlgorithm.values()) {
      String value = checksums.get(each.header());
      if (value != null) xml.text("Checksum" + each.name(), value);
    }
    String type = checksums.get("x-amz-checksum-type");
    if (type != null) xml.text("ChecksumType", type);
  }

  /** Which there are, as a listing says it. */
  static void list(Xml xml, Entry entry) {
    boolean any = false;
    for (ChecksumAlgorithm each : ChecksumAlgorithm.values()) {
      if (!entry.checksums().containsKey(each.header())) continue;
      xml.text("ChecksumAlgorithm", each.name());
      any = true;
    }
    if (any) xml.text("ChecksumType", type(entry.checksums()));
  }

  private static String type(Map<String, String> checksums) {
    return checksums.getOrDefault("x-amz-checksum-type", "FULL_OBJECT");
  }

  /** Whether what an element says of checksums is what is known; saying nothing agrees. */
  static boolean agrees(XmlTree element, Map<String, String> known) {
    for (ChecksumAlgorithm each : ChecksumAlgorithm.values()) {
      String said = element.text("Checksum" + each.name());
      if (said != null && !said.strip().equals(known.get(each.header()))) return false;
    }
    return true;
  }
}
