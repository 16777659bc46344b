package io.longhaul.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.Waits;
import io.longhaul.engine.Moto;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever has the policies that {@code infra policy --deployer} prints makes a stack, compares it,
 * grants, revokes and removes it; and each action of them is called for. moto's CloudFormation asks
 * nobody for what it makes: that part is held against the template alone.
 */
@Timeout(300)
@Waits
class DeployerIT {
  private static final String DEPLOYER = "AKIDDEPLOYER";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What only a mishap, a machine at work, or another run's grant calls for. */
  private static final Set<String> MISHAPS = Set.of("autoscaling:SetInstanceProtection");

  @TempDir private Path folder;
  private AllowList server;
  private Site site;

  @BeforeEach
  void twoBuckets() throws Exception {
    URI moto = Moto.emptied();
    server = new AllowList(moto, DEPLOYER);
    site = new Site(folder, server.endpoint(), "vertx");
    for (String bucket : new String[] {"orders", "copies"}) {
      Site.ask(moto, "PUT", "/" + bucket, "", "Authorization", Site.signed("s3"));
    }
    site.file(
        "job.yaml",
        "kind: s3-copy\nsource: s3://orders/in/\ntarget: s3://copies/out/\n"
            + "access: {source: {customer-key: 'ssm:/own'}}\n");
    Files.createDirectories(folder.resolve("dist/lib"));
    Files.writeString(folder.resolve("dist/lib/longhaul.jar"), "a jar");
  }

  @AfterEach
  void stop() {
    if (site != null) site.close();
    if (server != null) server.close();
  }

  private Policy printed(String... words) throws Exception {
    return Policy.of(JSON.readTree(site.ok(words).out()));
  }

  @Test
  void a_stack_is_looked_after_by_what_is_printed_and_by_nothing_less() throws Exception {
    Policy ofStack = printed("infra", "policy", "--deployer").byOneself();
    Policy ofGrants = printed("infra", "policy", "--deployer", "job.yaml");
    server.allow(call -> ofStack.allows(call) || ofGrants.allows(call));
    site.be(DEPLOYER, "secret");
    String distribution = folder.resolve("dist").toString();
    site.ok("infra", "deploy", "--yes", "--make-endpoint", "--distribution", distribution);
    site.ok("infra", "diff");
    site.ok("infra", "grant", "job.yaml", "--name", "moved");
    site.ok("infra", "revoke", "moved");
    site.be(Site.PERSON, "secret");
    site.file("noop.yaml", "kind: noop\nunits: 5\n");
    site.ok("submit", "noop.yaml", "--name", "open", "--detach");
    site.be(DEPLOYER, "secret");
    assertThat(site.run("infra", "destroy", "--yes").err()).contains("a run is open: open; ");
    site.ok("infra", "destroy", "--dry-run", "--force");
    site.ok("infra", "destroy", "--yes", "--force");
    assertThat(server.denied).isEmpty();
    Set<String> unused = new TreeSet<>(ofStack.actions());
    unused.addAll(ofGrants.actions());
    server.made.forEach(call -> unused.remove(call.action()));
    assertThat(unused).isEqualTo(new TreeSet<>(MISHAPS));
  }
}
