package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ListPagesTest {
  private static final String PAGE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- a page -->
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>\
      <Prefix>a &amp; b/</Prefix><KeyCount>3</KeyCount><MaxKeys>1000</MaxKeys>\
      <Contents><Key>a &amp; b/1</Key><LastModified>2026-11-01T01:02:03.000Z</LastModified>\
      <ETag>&quot;abc&quot;</ETag><Size>12</Size><StorageClass>STANDARD</StorageClass>\
      <Owner><ID>x</ID><DisplayName/></Owner></Contents>\
      <Contents><Key><![CDATA[<2> & ü]]></Key><LastModified>2026-11-01T01:02:03Z</LastModified>\
      <ETag>"d-2"</ETag><ChecksumAlgorithm>CRC32</ChecksumAlgorithm>\
      <ChecksumType>COMPOSITE</ChecksumType><Size>5368709121</Size></Contents>\
      <Contents><Key>&#x1F600;&#246;</Key><LastModified>2026-11-01T01:02:03Z</LastModified>\
      <Size>0</Size></Contents>\
      <CommonPrefixes><Prefix>c/</Prefix></CommonPrefixes>\
      <CommonPrefixes><Prefix>d&lt;/</Prefix></CommonPrefixes>\
      <IsTruncated>true</IsTruncated><NextContinuationToken>t==</NextContinuationToken>\
      </ListBucketResult>
      """;

  private static ListPage read(String page) throws Malformed {
    byte[] bytes = page.getBytes(UTF_8);
    return ListPages.read(bytes, bytes.length);
  }

  @Test
  void a_page_is_read_whole() throws Exception {
    ListPage page = read(PAGE);
    Instant then = Instant.parse("2026-11-01T01:02:03Z");
    assertThat(page.objects())
        .containsExactly(
            new ListedObject("a & b/1", 12, "abc", then),
            new ListedObject(
                "<2> & ü",
                5_368_709_121L,
                "d-2",
                then,
                "STANDARD",
                ChecksumForm.of("CRC32", false)),
            new ListedObject("😀ö", 0, "", then));
    assertThat(page.prefixes()).containsExactly("c/", "d</");
    assertThat(page.next()).isEqualTo("t==");
  }

  @Test
  void a_return_between_elements_or_as_a_reference_is_one() throws Exception {
    String page = PAGE.replace("<Contents>", "\r\n<Contents>").replace("a &amp; b/1", "a&#13;b");
    assertThat(read(page).objects()).hasSize(3);
    assertThat(read(page).objects().getFirst().key()).isEqualTo("a\rb");
  }

  @Test
  void keys_are_decoded_only_if_the_answer_says_that_they_are_encoded() throws Exception {
    String key = "<Key>a+b%2Fc%01</Key>";
    String plain = PAGE.replace("<Key>a &amp; b/1</Key>", key);
    assertThat(read(plain).objects().getFirst().key()).isEqualTo("a+b%2Fc%01");
    String encoded =
        plain
            .replace("<![CDATA[<2> & ü]]>", "2")
            .replace("</ListBucketResult>", "<EncodingType>url</EncodingType></ListBucketResult>");
    assertThat(read(encoded).objects().getFirst().key()).isEqualTo("a b/c\u0001");
  }

  /** Most of a text is gone over by eight bytes. */
  @Test
  void what_is_not_plain_is_seen_wherever_it_stands() throws Exception {
    for (int at = 0; at <= 24; at++) {
      String before = "k".repeat(at);
      String after = "k".repeat(24 - at);
      for (String odd : List.of("ü", " ", "!", "\t", "'", "~", "\u007f", "😀")) {
        assertThat(keyRead(before + odd + after)).isEqualTo(before + odd + after);
      }
      assertThat(keyRead(before + "&lt;" + after)).isEqualTo(before + "<" + after);
      assertThatExceptionOfType(Malformed.class)
          .as("at %d", at)
          .isThrownBy(() -> keyRead(before + "\r" + after));
      assertThatExceptionOfType(Malformed.class)
          .as("at %d", at)
          .isThrownBy(() -> keyRead(before + "<" + after));
    }
  }

  private static String keyRead(String written) throws Malformed {
    return read(PAGE.replace("a &amp; b/1", written)).objects().getFirst().key();
  }

  @Test
  void an_empty_element_that_should_hold_others_holds_none() throws Exception {
    String page =
        PAGE.replace("<Prefix>c/</Prefix>", " \n ").replace("<Prefix>d&lt;/</Prefix>", "");
    assertThat(read(page).prefixes()).isEmpty();
  }

  /** Whatever it was cut off at: half a page must not pass for a whole one. */
  @Test
  void no_beginning_of_a_page_is_a_page() {
    byte[] bytes = PAGE.stripTrailing().getBytes(UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      int cut = length;
      assertThatExceptionOfType(Malformed.class)
          .as("%d of %d bytes", cut, bytes.length)
          .isThrownBy(() -> ListPages.read(bytes, cut));
    }
  }

  @Test
  void what_is_no_page_is_refused() {
    List<String> wrong =
        List.of(
            PAGE.replace("<IsTruncated>true</IsTruncated>", ""),
            PAGE.replace("<NextContinuationToken>t==</NextContinuationToken>", ""),
            PAGE.replace(">true<", ">yes<"),
            PAGE.replace("<Size>12</Size>", ""),
            PAGE.replace("<Size>12</Size>", "<Size>-1</Size>"),
            PAGE.replace("<Size>12</Size>", "<Size>12 000</Size>"),
            PAGE.replace("01:02:03.000Z", "yesterday"),
            PAGE.replace("<Key>a &amp; b/1</Key>", ""),
            PAGE.replace("</Contents><Contents><Key>&#x", "Contents><Key>&#x"),
            PAGE.replace("<Size>12</Size>", "<Size>12</Size><Size>13</Size>"),
            PAGE.replace("a &amp; b/1", "a\rb"),
            PAGE.replace(
                "<CommonPrefixes><Prefix>c", "<Contents>c</Contents><CommonPrefixes><Prefix>c"),
            PAGE.replace("&amp;", "&nbsp;"),
            PAGE.replace("&amp;", "&#xD800;"),
            PAGE.replace("&amp;", "&"),
            PAGE.replace("</Owner>", "</Other>"),
            PAGE.replace("<!-- a page -->", "<!DOCTYPE x [<!ENTITY amp \"y\">]>"),
            PAGE + "<more/>",
            PAGE + "x",
            "<Error><Code>SlowDown</Code></Error>",
            "<html>",
            "");
    for (String page : wrong) {
      assertThatExceptionOfType(Malformed.class).as(page).isThrownBy(() -> read(page));
    }
  }

  /** As many as the property says; none crashes, none hangs, none is read otherwise. */
  @Test
  @Timeout(600)
  void mutated_pages_are_refused_or_read_as_the_jdk_reads_them() throws Exception {
    int documents = Integer.getInteger("longhaul.fuzz.pages", 20_000);
    Random random = new Random(11);
    int both = 0;
    for (int i = 0; i < documents; i++) {
      byte[] page = mutated(PAGE.getBytes(UTF_8), random);
      List<String> ours;
      try {
        ours = keys(ListPages.read(page, page.length));
      } catch (Malformed e) {
        continue;
      }
      List<String> theirs = keysByJdk(page);
      if (theirs.isEmpty()) continue; // it is stricter about what we do not look at
      both++;
      assertThat(ours).as(new String(page, UTF_8)).isEqualTo(theirs);
    }
    assertThat(both).isGreaterThan(documents / 40);
  }

  private static List<String> keys(ListPage page) {
    return page.objects().stream().map(ListedObject::key).toList();
  }

  private static byte[] mutated(byte[] page, Random random) {
    byte[] now = page;
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(now.length);
      int to = Math.min(now.length, at + random.nextInt(20));
      byte[] piece = Arrays.copyOfRange(now, at, to);
      now =
          switch (random.nextInt(5)) {
            case 0 -> with(now, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> with(now, at, to, new byte[0]);
            case 2 -> with(now, at, at, piece);
            case 3 -> with(now, at, at, "<>&;/\"'!-[]?%+".substring(n, n + 1).getBytes(UTF_8));
            default -> {
              int other = random.nextInt(now.length);
              yield with(now, other, other, piece);
            }
          };
    }
    return now;
  }

  private static byte[] with(byte[] page, int from, int to, byte[] instead) {
    byte[] all = new byte[page.length - (to - from) + instead.length];
    System.arraycopy(page, 0, all, 0, from);
    System.arraycopy(instead, 0, all, from, instead.length);
    System.arraycopy(page, to, all, from + instead.length, page.length - to);
    return all;
  }

  /** Empty if it refuses the document. */
  private static List<String> keysByJdk(byte[] page) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLReporter((message, type, information, location) -> {});
    List<String> keys = new ArrayList<>();
    List<String> open = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(page), "UTF-8");
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            open.add(xml.getLocalName());
            text.setLength(0);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              text.append(xml.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            if (open.equals(List.of("ListBucketResult", "Contents", "Key")))
              keys.add(text.toString());
            open.removeLast();
          }
          default -> {}
        }
      }
      return keys;
    } catch (XMLStreamException e) {
      return List.of();
    }
  }
}
