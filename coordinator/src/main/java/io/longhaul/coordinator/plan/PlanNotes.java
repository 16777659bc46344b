package io.longhaul.coordinator.plan;

import static java.util.stream.Collectors.joining;

import io.longhaul.coordinator.HereAlone;
import io.longhaul.coordinator.LeftOutText;
import io.longhaul.coordinator.submit.Preflight;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.SecretReference;
import io.longhaul.job.Selection;
import io.longhaul.job.StoreAccess;
import io.longhaul.price.Prices;
import io.longhaul.stack.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What else a person should know of a job before it is submitted, in sentences. */
record PlanNotes(Stack stack, Job job, S3CopyJob copy, Side source, Side target) {
  List<String> all() {
    List<String> notes = new ArrayList<>();
    requests(notes);
    keys(notes);
    HereAlone.of(job, stack.settings()).ifPresent(notes::add);
    regions(notes);
    conditions(notes);
    new Preflight(stack)
        .leftOut(job)
        .ifPresent(left ->
            notes.add(
                "the source's folder holds %s; submit needs --leave-out"
                    .formatted(LeftOutText.of(left))));
    return notes;
  }

  private void requests(List<String> notes) {
    if (copy.cut() instanceof Cut.Manifest) {
      notes.add(
          "objects are copied by name: each costs a HEAD at the source and one at the target");
    }
    if (!copy.select().equals(Selection.ALL)) {
      notes.add("what 'select' leaves out is counted here as if it were copied");
    }
    if (copy.copy().rename() != null) {
      notes.add(
          "copy.rename: a HEAD of the target for each object, in place of the target's listing");
    }
    if (!copy.streamed() && copy.keep().looks()) {
      notes.add("keep: a HEAD of the source for each object, for what a copy is to be told");
    }
    if (copy.keep().acl() == Keep.Grants.KEEP) {
      notes.add("keep.acl: a GET of the ACL of each object");
    }
    if (copy.streamed() && copy.keep().tags() != Keep.Tags.DROP) {
      notes.add("tags of streamed objects cost a GET for each that has some, not counted here");
    }
  }

  private void keys(List<String> notes) {
    Map<S3Location, SecretReference> keys = new HashMap<>(StoreAccess.source(copy).customerKeys());
    keys.putAll(StoreAccess.target(copy).customerKeys());
    if (keys.isEmpty()) return;
    String where =
        keys.values().stream().map(String::valueOf).sorted().distinct().collect(joining(", "));
    notes.add(
        "customer keys are looked up by each worker (%s); whoever has them can read what is copied"
            .formatted(where));
    notes.add(
        "objects under customer keys have ETags that tell nothing: each that is at the target"
            + " already costs a HEAD on either side");
    if (keys.containsKey(copy.source())) {
      notes.add("each object of the source that is not under its customer key is asked for twice");
    }
  }

  private void regions(List<String> notes) {
    Optional<String> from = source.awsRegion();
    Optional<String> workers = stack.engines().region();
    if (from.isEmpty() && source.isAws()) {
      notes.add(
          "the source's region is not told to whoever may list below its prefix alone, so what"
              + " transfer costs is not known");
    } else if (from.isEmpty()) {
      notes.add("the source is not in AWS: the cost is what AWS would bill");
    } else if (!from.get().equals(Prices.REGION)) {
      notes.add("prices elsewhere than in %s differ a little".formatted(Prices.REGION));
    }
    if (from.isPresent() && workers.isPresent() && !from.equals(workers)) {
      notes.add(
          "the workers are in %s and the source is in %s: %s"
              .formatted(
                  workers.get(),
                  from.get(),
                  copy.streamed()
                      ? "every byte leaves its region; run the fleet where the source is"
                      : "each request takes longer; run the fleet where the source is"));
    }
    boolean bothKnown = from.isPresent() && target.awsRegion().isPresent();
    if (!copy.streamed() && bothKnown && !from.equals(target.awsRegion())) {
      notes.add("source and target are in two regions: S3 charges for the transfer too");
    }
  }

  private void conditions(List<String> notes) {
    boolean embedded =
        stack.settings().local().isPresent() && !StoreAccess.target(copy).elsewhere();
    if (!target.isAws() && !embedded) {
      notes.add(
          "which conditions the target's server enforces is not known before submit tries them");
    }
  }
}
