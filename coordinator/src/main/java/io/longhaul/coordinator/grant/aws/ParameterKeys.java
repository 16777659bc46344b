package io.longhaul.coordinator.grant.aws;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.SecretReference;
import io.longhaul.time.Time;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmAsyncClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** By which keys parameters of Parameter Store are encrypted; what is in them is not asked for. */
record ParameterKeys(SsmAsyncClient ssm, AwsCalls calls, Time time) {
  /** Begins the names of keys that a service keeps itself, and lets whoever may ask it use. */
  static final String SERVICES_OWN = "alias/aws/";

  private static final int MOST_PAGES = 20;

  Optional<String> key(SecretReference of) throws InterruptedException {
    ParameterStringFilter named =
        ParameterStringFilter.builder().key("Name").option("Equals").values(of.name()).build();
    List<ParameterMetadata> found = found(named, of);
    if (found.isEmpty()) throw CommandFailed.failed("there is no parameter " + of.name());
    return found.stream()
        .filter(each -> each.type() == ParameterType.SECURE_STRING && each.keyId() != null)
        .map(ParameterMetadata::keyId)
        .filter(key -> !key.contains(SERVICES_OWN))
        .findFirst();
  }

  /** A page may be empty though there is another. */
  private List<ParameterMetadata> found(ParameterStringFilter named, SecretReference of)
      throws InterruptedException {
    Asking asking = Asking.of(ssm, "ssm", of.toString(), calls, time);
    String next = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      String from = next;
      DescribeParametersResponse answer =
          asking.ask(
              "DescribeParameters",
              () ->
                  ssm.describeParameters(
                      describe -> describe.parameterFilters(named).nextToken(from)));
      next = answer.nextToken();
      if (answer.hasParameters() && !answer.parameters().isEmpty()) return answer.parameters();
      if (next == null || next.isEmpty()) break;
    }
    return List.of();
  }
}
