package io.longhaul.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
  private static final Columns BATCH = new Columns.Batch();
  private static final Columns LOG = new Columns.Log();

  private static ManifestRow row(Columns columns, String line) throws BadRow {
    return columns.read(line).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain/1.json",
        "with space + plus % percent",
        "comma,quote\"line\nend",
        "ümläut-日本語",
        "\ud83d\ude80 above U+FFFF"
      })
  void keys_come_back_as_batch_operations_and_inventory_write_them(String key) throws BadRow {
    String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
    assertThat(row(BATCH, "orders," + encoded)).isEqualTo(new ManifestRow("orders", key, 0, true));
    Columns inventory = Columns.of("inventory:Bucket, Key, Size, ETag");
    assertThat(row(inventory, "\"orders\",\"%s\",\"17\",\"abc\"".formatted(encoded)))
        .isEqualTo(new ManifestRow("orders", key, 17, true));
  }

  @Test
  void an_inventory_of_versions_names_what_is_current() throws BadRow {
    Columns inventory = Columns.of("inventory:Bucket,Key,VersionId,IsLatest,IsDeleteMarker,Size");
    assertThat(row(inventory, "b,k,v2,true,false,5").current()).isTrue();
    assertThat(row(inventory, "b,k,v1,false,false,5").current()).isFalse();
    assertThat(row(inventory, "b,k,v3,true,true,").current()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "copy failed: s3://orders/0A/1.json to s3://copies/0A/1.json An error occurred (SlowDown)"
            + " when calling the CopyObject operation|0A/1.json",
        "copy failed: s3://orders/a b/c to d.json to s3://copies/a b/c to d.json Error|a b/c to"
            + " d.json",
        "download failed: s3://orders/a b/c.json to a b/c.json Read timeout|a b/c.json",
        "Completed 1 MiB copy failed: s3://orders/x.json to s3://copies/y/x.json Unknown|x.json",
        "move failed: s3://orders/ä/日本.json to s3://copies/ä/日本.json An error|ä/日本.json"
      })
  void a_log_of_the_cli_names_what_could_not_be_copied(String line, String key) throws BadRow {
    assertThat(row(LOG, line)).isEqualTo(new ManifestRow("orders", key, 0, true));
  }

  @Test
  void what_else_a_log_says_names_nothing() throws BadRow {
    for (String line :
        List.of("", "copy: s3://a/b to s3://c/b", "fatal error: An error occurred")) {
      assertThat(LOG.read(line)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch|orders|has 1 columns; write bucket,key",
        "batch|orders,k,v1|names the version 'v1'; only what is current is copied",
        "batch|orders,100%|has the key '100%', which is not URL-encoded UTF-8",
        "batch|orders,%FF|has the key '%FF', which is not URL-encoded UTF-8",
        "batch|orders,\"k|has a quote that is not closed",
        "inventory:Bucket,Key,Size|b,k|has 2 columns, and fileSchema names 3",
        "inventory:Bucket,Key,Size|b,k,large|has the size 'large'",
        "log|upload failed: ./a to s3://orders/a An error|is about the upload of a local file",
        "log|download failed: s3://orders/c to c to ./c to c Error|can be read in two ways",
        "log|copy failed: s3://orders/a|does not say where its object was copied to"
      })
  void a_row_that_names_no_object_says_why(String columns, String line, String why) {
    assertThatThrownBy(() -> Columns.of(columns).read(line))
        .isInstanceOf(BadRow.class)
        .hasMessageStartingWith(why);
  }

  @Test
  void a_row_outside_of_the_source_is_refused() throws BadRow {
    SourceRows rows = new SourceRows(BATCH, "orders", "2019/");
    assertThat(rows.read("orders,2019/a").orElseThrow().key()).isEqualTo("2019/a");
    assertThatThrownBy(() -> rows.read("others,2019/a"))
        .hasMessage("is of bucket 'others', and the source is 'orders'");
    assertThatThrownBy(() -> rows.read("orders,2018/a"))
        .hasMessageContaining("does not begin with the source's prefix '2019/'");
    assertThatThrownBy(() -> rows.read("orders,2019/" + "k".repeat(1020)))
        .hasMessage("has a key of 1,025 bytes; a key has 1 to 1,024");
  }

  @Test
  void the_manifest_of_an_inventory_names_its_files_and_columns() throws BadRow {
    InventoryIndex index =
        InventoryIndex.read(
            """
            {"sourceBucket":"orders","destinationBucket":"arn:aws:s3:::lists","version":"2016-11-30",
             "fileFormat":"CSV","fileSchema":"Bucket, Key, Size",
             "files":[{"key":"i/1.csv.gz","size":5,"MD5checksum":"x"},{"key":"i/2.csv.gz"}]}
            """);
    assertThat(index.bucket()).isEqualTo("lists");
    assertThat(index.files()).containsExactly("i/1.csv.gz", "i/2.csv.gz");
    assertThat(Columns.of(index.columns().toString())).isEqualTo(index.columns());
    assertThatThrownBy(() -> InventoryIndex.read("{\"fileFormat\":\"ORC\"}"))
        .hasMessage("has files of format ORC; let the inventory write CSV");
    assertThatThrownBy(() -> InventoryIndex.read("bucket,key"))
        .hasMessage("is not the JSON of an inventory's manifest");
  }
}
