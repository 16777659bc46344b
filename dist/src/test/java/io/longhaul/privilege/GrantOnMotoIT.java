package io.longhaul.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.Waits;
import io.longhaul.engine.Moto;
import io.longhaul.privilege.Site.Ended;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Granting and revoking by real calls of S3, IAM and STS, which moto answers. */
@Timeout(120)
@Waits
class GrantOnMotoIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROLE = "longhaul-default-worker-us-east-1";
  private static final String THEIRS =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"Theirs\",\"Effect\":\"Allow\","
          + "\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::orders/*\"}}";

  @TempDir private Path folder;
  private URI moto;
  private Site site;

  @BeforeEach
  void aStackABucketWithAPolicyAndOneWithout() throws Exception {
    moto = Moto.emptied();
    site = new Site(folder, moto, "vertx");
    site.ok("infra", "deploy", "--minimal");
    for (String bucket : List.of("orders", "copies")) {
      Site.ask(moto, "PUT", "/" + bucket, "", "Authorization", Site.signed("s3"));
    }
    Site.ask(moto, "PUT", "/orders?policy", THEIRS, "Authorization", Site.signed("s3"));
    site.file("job.yaml", "kind: s3-copy\nsource: s3://orders/\u65e5/\ntarget: s3://copies/out/\n");
  }

  @AfterEach
  void close() {
    if (site != null) site.close();
  }

  private void role() throws Exception {
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    iam(
        "Action=CreateRole&RoleName=%s&AssumeRolePolicyDocument=%s"
            .formatted(ROLE, URLEncoder.encode(trust, StandardCharsets.UTF_8)));
  }

  private String iam(String query) throws Exception {
    return Site.ask(
        moto,
        "POST",
        "/",
        query + "&Version=2010-05-08",
        "Authorization",
        Site.signed("iam"),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  /** The status of what asks for a bucket's policy, and the policy. */
  private String policy(String bucket) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(moto.resolve("/" + bucket + "?policy"))
            .header("Authorization", Site.signed("s3"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 404 ? "" : answer.body();
    }
  }

  @Test
  void what_is_granted_is_there_and_what_is_revoked_is_gone() throws Exception {
    role();
    Ended granted = site.ok("infra", "grant", "job.yaml", "--name", "moved", "--for", "2h");
    assertThat(granted.out()).contains("run moved is granted what it needs until ");
    JsonNode orders = JSON.readTree(policy("orders"));
    assertThat(orders.get("Statement")).hasSize(3);
    assertThat(orders.get("Statement").get(0)).isEqualTo(JSON.readTree(THEIRS).get("Statement"));
    assertThat(orders.get("Statement").get(2).get("Resource").asText())
        .isEqualTo("arn:aws:s3:::orders/\u65e5/*");
    assertThat(JSON.readTree(policy("copies")).at("/Statement/0/Principal/AWS").asText())
        .isEqualTo("arn:aws:iam::123456789012:role/" + ROLE);
    String own = iam("Action=GetRolePolicy&RoleName=" + ROLE + "&PolicyName=longhaul-run-moved");
    Matcher document = Pattern.compile("<PolicyDocument>(.*?)</PolicyDocument>").matcher(own);
    assertThat(document.find()).isTrue();
    assertThat(URLDecoder.decode(document.group(1), StandardCharsets.UTF_8))
        .contains("aws:CurrentTime")
        .contains("s3:PutObject");
    assertThat(site.ok("infra", "grant", "moved", "--for", "10m").out())
        .contains("policy of bucket orders: as it is to be")
        .contains("policy longhaul-run-moved of role " + ROLE + ": as it is to be");

    assertThat(site.ok("infra", "revoke", "moved").out())
        .contains("policy of bucket orders: 2 statements taken out")
        .contains("policy of bucket copies: deleted, for nothing else is in it")
        .contains("run moved: what it was granted is taken back");
    assertThat(JSON.readTree(policy("orders")).get("Statement")).hasSize(1);
    assertThat(policy("copies")).isEmpty();
    assertThat(iam("Action=ListRolePolicies&RoleName=" + ROLE)).doesNotContain("longhaul-run");
  }

  @Test
  void a_role_that_is_not_there_is_said_in_a_line_and_all_can_be_taken_back() throws Exception {
    Ended granted = site.run("infra", "grant", "job.yaml", "--name", "moved");
    assertThat(granted.exit()).isEqualTo(1);
    assertThat(granted.err())
        .contains(
            "longhaul: role " + ROLE + ", which the stack's workers are to have, is not there");
    assertThat(site.ok("infra", "revoke", "moved").out()).contains("is taken back");
    assertThat(policy("copies")).isEmpty();
  }
}
