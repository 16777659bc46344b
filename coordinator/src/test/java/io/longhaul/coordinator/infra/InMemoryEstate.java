package io.longhaul.coordinator.infra;

import io.longhaul.coordinator.infra.Change.Action;
import io.longhaul.job.Sha256;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An estate that remembers its formation as a template and parameters, and the rest as names. */
public final class InMemoryEstate implements Estate {
  public boolean bucketThere = true;
  public static final String ID = "id-of-the-formation";

  public Account account =
      new Account("111122223333", "us-east-1", "arn:aws:iam::111122223333:user/ann");

  /** How it stands; null: there is none. */
  public Formed formed;

  /** What it goes through when it is begun to change; the last stays. */
  public final Deque<String> course = new ArrayDeque<>();

  public final List<String> mishaps = new ArrayList<>();

  /** What is not removed with all else. */
  public final List<String> left = new ArrayList<>();

  /** All that was done to it, in order. */
  public final List<String> done = new ArrayList<>();

  public final Map<String, List<String>> subnets = new LinkedHashMap<>();
  public final Set<String> reachingS3 = new LinkedHashSet<>();
  public final Set<String> stored = new LinkedHashSet<>();
  public final List<String> remains = new ArrayList<>();

  /** Done as somebody looks for what remains. */
  public Runnable whenLooked = () -> {};

  public String standardVpc = "vpc-00000001";
  private String template = "";
  private Blueprint proposed;

  public InMemoryEstate() {
    subnets.put("vpc-00000001", List.of("subnet-00000001", "subnet-00000002"));
    course.add("CREATE_COMPLETE");
  }

  @Override
  public String where() {
    return "memory";
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public Formation formation() {
    return new InMemoryFormation();
  }

  @Override
  public Network network() {
    return new InMemoryNetwork();
  }

  @Override
  public Depot depot() {
    return new InMemoryDepot();
  }

  @Override
  public Remains remains() {
    return new InMemoryRemains();
  }

  @Override
  public void close() {
    done.add("close");
  }

  /** It stands so, having been made from this build's template. */
  public void stands(String status, Map<String, String> parameters) {
    template = Template.ours().text();
    formed = new Formed(ID, status, "", parameters);
  }

  private final class InMemoryFormation implements Formation {
    @Override
    public Optional<Formed> look() {
      return Optional.ofNullable(formed);
    }

    /** Each look at one that is changing finds it a step further. */
    @Override
    public Optional<Formed> look(String id) {
      if (formed != null && !course.isEmpty()) {
        String status = course.size() > 1 ? course.poll() : course.peek();
        formed = new Formed(ID, status, "", formed.parameters());
        if (status.equals("DELETE_COMPLETE")) formed = null;
      }
      return Optional.ofNullable(formed);
    }

    @Override
    public Proposal propose(Blueprint blueprint) {
      done.add("propose");
      proposed = blueprint;
      boolean anew = formed == null;
      Map<String, String> before = anew ? Map.of() : formed.parameters();
      var values = Proposal.differing(before, blueprint.parameters());
      boolean empty = !anew && values.isEmpty() && template.equals(blueprint.template());
      List<Change> changes =
          anew
              ? List.of(
                  new Change(Action.ADD, "Group", "AWS::AutoScaling::AutoScalingGroup", List.of()))
              : List.of();
      return new Proposal("proposed", ID, anew, empty, changes, values);
    }

    @Override
    public void withdraw(Proposal proposal) {
      done.add("withdraw");
    }

    @Override
    public void carryOut(Proposal proposal) {
      done.add("carry out");
      template = proposed.template();
      formed = new Formed(ID, "CREATE_IN_PROGRESS", "", proposed.parameters());
    }

    @Override
    public void delete(String id) {
      done.add("delete");
      formed = new Formed(ID, "DELETE_IN_PROGRESS", "", Map.of());
    }

    @Override
    public List<String> mishaps(String id) {
      return mishaps;
    }

    @Override
    public List<String> left(String id) {
      return left;
    }
  }

  private final class InMemoryNetwork implements Network {
    @Override
    public Optional<String> standard() {
      return Optional.ofNullable(standardVpc);
    }

    @Override
    public List<Subnet> subnetsOf(String vpc) {
      return subnets.getOrDefault(vpc, List.of()).stream().map(id -> new Subnet(id, vpc)).toList();
    }

    @Override
    public List<Subnet> subnets(List<String> ids) {
      List<Subnet> found = new ArrayList<>();
      subnets.forEach((vpc, all) -> {
        for (String id : all) if (ids.contains(id)) found.add(new Subnet(id, vpc));
      });
      return found;
    }

    @Override
    public boolean hasS3Endpoint(String vpc) {
      return reachingS3.contains(vpc);
    }

    @Override
    public List<String> routeTables(String vpc, List<String> ids) {
      return List.of("rtb-of-" + vpc);
    }
  }

  private final class InMemoryDepot implements Depot {
    @Override
    public String bucket() {
      return "longhaul-bucket";
    }

    @Override
    public boolean isThere() {
      return bucketThere;
    }

    @Override
    public boolean has(String key) {
      return stored.contains(key);
    }

    @Override
    public void put(String key, Path file, Sha256 is) {
      done.add("put");
      stored.add(key);
    }

    @Override
    public void empty() {
      done.add("empty");
      stored.clear();
    }
  }

  private final class InMemoryRemains implements Remains {
    @Override
    public List<String> all() {
      whenLooked.run();
      return remains;
    }

    @Override
    public void release() {
      done.add("release");
    }
  }
}
