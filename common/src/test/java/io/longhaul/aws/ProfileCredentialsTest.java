package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.engine.RawServer;
import io.longhaul.stack.StackMisconfigured;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What is wrong with a profile is one line; SSO, which looks at HOME, has tests of its own. */
@Timeout(60)
class ProfileCredentialsTest {
  private static final String CONFIG =
      """
      [profile keys]
      aws_access_key_id = AKIDKEYS
      aws_secret_access_key = secret
      [profile role]
      role_arn = arn:aws:iam::111122223333:role/worker
      source_profile = keys
      region = us-east-1
      [profile dangling]
      role_arn = arn:aws:iam::111122223333:role/worker
      source_profile = nowhere
      [profile round]
      role_arn = arn:aws:iam::111122223333:role/worker
      source_profile = round-again
      [profile round-again]
      role_arn = arn:aws:iam::111122223333:role/worker
      source_profile = round
      [profile half]
      aws_access_key_id = AKIDHALF
      [profile empty]
      region = us-east-1
      """;

  @TempDir private Path folder;
  private final Map<String, String> before = new TreeMap<>();
  private RawServer sts = new RawServer((n, head, out) -> false);

  @BeforeEach
  void profilesOfThisTestAlone() throws IOException {
    for (String name :
        new String[] {
          "aws.configFile", "aws.sharedCredentialsFile", "aws.profile", "aws.endpointUrlSts"
        }) {
      before.put(name, System.getProperty(name, ""));
    }
    Path config = Files.writeString(folder.resolve("config"), CONFIG);
    System.setProperty("aws.configFile", config.toString());
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
  }

  @AfterEach
  void asItWas() throws IOException {
    before.forEach((name, value) -> {
      if (value.isEmpty()) System.clearProperty(name);
      else System.setProperty(name, value);
    });
    sts.close();
  }

  /** STS says so. */
  private void says(String status, String body) {
    sts =
        new RawServer((n, head, out) -> {
          out.write(RawServer.answer(status, "Content-Type: text/xml\r\n", body));
          return true;
        });
    System.setProperty("aws.endpointUrlSts", sts.endpoint().toString());
  }

  private void refuses(String status, String code, String said) {
    says(
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(code, said));
  }

  /** As where no other source of the chain has any. */
  private static AwsCredentials of(String profile) {
    System.setProperty("aws.profile", profile);
    return new ProfileCredentials(
            () -> {
              throw SdkClientException.create("none of the providers in the chain has credentials");
            })
        .resolveCredentials();
  }

  private static IdentityUnusable unusable(String profile) {
    return catchThrowableOfType(IdentityUnusable.class, () -> of(profile));
  }

  @Test
  void a_role_is_assumed_by_the_keys_of_its_source() {
    says(
        "200 OK",
        """
        <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>\
        <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>\
        <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>\
        </AssumeRoleResponse>\
        """);
    assertThat(of("role").accessKeyId()).isEqualTo("ASIAROLE");
    assertThat(sts.heads()).hasSize(1).allMatch(head -> head.contains("credential=akidkeys/"));
  }

  @Test
  void a_role_that_may_not_be_assumed_is_said_to_be_with_who_and_what() {
    String said =
        "User: arn:aws:iam::1:user/ann is not authorized to perform: sts:AssumeRole on resource:"
            + " arn:aws:iam::111122223333:role/worker";
    refuses("403 Forbidden", "AccessDenied", said);
    IdentityUnusable unusable = unusable("role");
    assertThat(unusable).hasMessageStartingWith("profile role: AccessDenied: " + said);
    assertThat(unusable.remedy()).contains("policies");
    assertThat(AwsFailures.classify(unusable).what()).isEqualTo(AwsFailure.CREDENTIALS);
  }

  @Test
  void keys_that_have_expired_are_named_by_the_profile_that_holds_them() {
    refuses("403 Forbidden", "ExpiredToken", "The security token has expired");
    IdentityUnusable unusable = unusable("role");
    assertThat(unusable).hasMessageStartingWith("the keys of profile keys were refused: Expired");
    assertThat(AwsFailures.remedy(unusable)).isEqualTo("renew them: aws configure --profile keys");
  }

  @Test
  void a_silent_sts_passes_and_is_nobodys_fault() throws IOException {
    URI nobody = sts.endpoint();
    sts.close();
    System.setProperty("aws.endpointUrlSts", nobody.toString());
    Throwable thrown = catchThrowableOfType(SdkClientException.class, () -> of("role"));
    assertThat(thrown).isNotInstanceOf(IdentityUnusable.class);
    assertThat(AwsFailures.classify(thrown).what()).isEqualTo(AwsFailure.UNAVAILABLE);
    refuses("503 Unavailable", "ServiceUnavailable", "later");
    assertThat(AwsFailures.classify(catchThrowableOfType(RuntimeException.class, () -> of("role"))))
        .extracting(FailedCall::what)
        .isEqualTo(AwsFailure.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "dangling, the source profile of 'dangling' was configured to be 'nowhere'",
        "round, circular relationship",
        "half, 'aws_secret_access_key' was not configured for 'half'",
        "empty, profile file contained no credentials for profile 'empty'",
      })
  void a_mistake_in_a_profile_is_said_in_short(String profile, String why) {
    IdentityUnusable unusable = unusable(profile);
    assertThat(unusable.getMessage())
        .startsWith("profile %s gives no credentials: ".formatted(profile))
        .containsIgnoringCase(why)
        .doesNotContain("ProfileFile(")
        .hasSizeLessThan(250);
    assertThat(unusable.remedy()).contains("AWS_PROFILE");
  }

  @Test
  void without_a_profile_the_chain_keeps_the_word() {
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> of("default"))
        .withMessageContaining("none of the providers in the chain");
  }

  @Test
  void a_profile_that_is_not_there_is_named_with_those_that_are() {
    System.setProperty("aws.profile", "kyes");
    assertThatExceptionOfType(StackMisconfigured.class)
        .isThrownBy(ProfileCredentials::checked)
        .withMessage(
            "there is no profile 'kyes', which AWS_PROFILE names, in %s or %s; there are: dangling,"
                    .formatted(folder.resolve("config"), folder.resolve("none"))
                + " empty, half, keys, role, round, round-again");
  }

  @Test
  void who_names_no_profile_needs_none() {
    System.clearProperty("aws.profile");
    assertThatNoException().isThrownBy(ProfileCredentials::checked);
  }

  @Test
  void a_file_that_cannot_be_read_is_named_with_its_line() throws IOException {
    Files.writeString(folder.resolve("config"), "[profile keys\nregion = us-east-1\n");
    assertThatExceptionOfType(StackMisconfigured.class)
        .isThrownBy(ProfileCredentials::checked)
        .withMessage(
            "%s cannot be read: Profile definition must end with ']' on line 1; mend it, or name"
                    .formatted(folder.resolve("config"))
                + " another by AWS_CONFIG_FILE");
  }
}
