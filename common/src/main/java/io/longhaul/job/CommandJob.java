package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has a program run for each of some items, each time as a process of its own.
 *
 * @param arguments of the program, each with placeholders ({@link Placeholders})
 * @param items each handed to the program; empty: what {@code itemsFrom} holds, which submitting
 *     finds out
 * @param itemsFrom where they were read from, a file on the machine that submits; null: the job
 *     says them itself
 * @param together so many items are one unit, done one after the other
 * @param timeout of one process, in seconds
 * @param permanent exit statuses for which trying again does not help
 */
public record CommandJob(
    Program command,
    List<String> arguments,
    List<String> items,
    @Nullable String itemsFrom,
    int together,
    int timeout,
    List<Integer> permanent,
    List<Artifact> artifacts)
    implements KindOptions {
  public static final String KIND = "command";

  private static final int MOST_ARGUMENTS = 256;
  private static final int MOST_STATUSES = 64;
  private static final Type.Whole TOGETHER_BOUNDS = new Type.Whole(1, 1_000);
  private static final Type.Whole TIMEOUT_BOUNDS = new Type.Whole(1, 86_400);
  private static final int TEN_MINUTES = 600;

  private static final Field<CommandJob, Program> COMMAND =
      Field.needed(
          "command",
          Program.TYPE,
          CommandJob::command,
          "What is run: a name that the workers' settings allow (--allow NAME=/path), or"
              + " artifact:NAME for one of the artifacts below, which they allow by its SHA-256.");
  private static final Field<CommandJob, List<String>> ARGUMENTS =
      Field.optional(
          "arguments",
          new Type.Many<>(text("an argument", "{item}", Placeholders::checked), MOST_ARGUMENTS),
          job -> job.arguments.isEmpty() ? null : job.arguments,
          "Each is handed over as it is; no shell sees it. {item} in it becomes the item,"
              + " {artifact:NAME} the path of an artifact.");
  private static final Field<CommandJob, List<String>> ITEMS =
      Field.optional(
          "items",
          new Type.Many<>(text("an item", "first", CommandItems::checked), CommandItems.MOST),
          job -> job.items.isEmpty() ? null : job.items,
          "What the command is run for, once each.");
  private static final Field<CommandJob, String> ITEMS_FROM =
      Field.optional(
          "items-from",
          text("the path of a file", "items.txt", Function.identity()),
          CommandJob::itemsFrom,
          "Or a file on this machine that holds them, one a line.");
  private static final Field<CommandJob, Integer> TOGETHER =
      Field.defaulted(
          "items-per-unit",
          TOGETHER_BOUNDS,
          1,
          CommandJob::together,
          "So many items are one unit: one after the other, and what fails leaves by itself. More"
              + " than 1 is for commands of well below a second.");
  private static final Field<CommandJob, Integer> TIMEOUT =
      Field.defaulted(
          "timeout",
          TIMEOUT_BOUNDS,
          TEN_MINUTES,
          CommandJob::timeout,
          "In seconds: a process that takes longer is killed, with all that it started.");
  private static final Field<CommandJob, List<Integer>> PERMANENT =
      Field.optional(
          "permanent",
          new Type.Many<>(new Type.Whole(1, 255), MOST_STATUSES),
          job -> job.permanent.isEmpty() ? null : job.permanent,
          "Exit statuses for which trying again does not help: such an item is dead at once.");
  private static final Field<CommandJob, List<Artifact>> ARTIFACTS =
      Artifact.field(CommandJob::artifacts);

  public static final Form<CommandJob> FORM =
      Form.of(
          CommandJob.class,
          KIND,
          "Has a command run for each of some items, on workers that allow it. A command may be run"
              + " more than once for an item, and must bear that.",
          List.of(COMMAND, ARGUMENTS, ITEMS, ITEMS_FROM, TOGETHER, TIMEOUT, PERMANENT, ARTIFACTS),
          values ->
              new CommandJob(
                  values.get(COMMAND),
                  orNone(values.getOrNull(ARGUMENTS)),
                  orNone(values.getOrNull(ITEMS)),
                  values.getOrNull(ITEMS_FROM),
                  values.get(TOGETHER),
                  values.get(TIMEOUT),
                  orNone(values.getOrNull(PERMANENT)),
                  orNone(values.getOrNull(ARTIFACTS))));

  public static final CommandJob EXAMPLE =
      new CommandJob(
          new Program(false, "resize"),
          List.of("--name", Placeholders.ITEM),
          List.of("first", "second", "third"),
          null,
          1,
          TEN_MINUTES,
          List.of(),
          List.of());

  public CommandJob {
    arguments = List.copyOf(arguments);
    items = List.copyOf(items);
    permanent = List.copyOf(permanent);
    artifacts = List.copyOf(artifacts);
    UnitBudget.within("items-per-unit", TOGETHER_BOUNDS, together);
    UnitBudget.within("timeout", TIMEOUT_BOUNDS, timeout);
    if (items.isEmpty() && itemsFrom == null) {
      throw new InvalidField("items", "is missing; write a list, or where one is: 'items-from: …'");
    }
    Artifact.refuseTwice(artifacts);
    refuseUnknown(command, arguments, artifacts);
  }

  private static void refuseUnknown(
      Program command, List<String> arguments, List<Artifact> artifacts) {
    Set<String> names = artifacts.stream().map(Artifact::name).collect(Collectors.toSet());
    if (command.shipped() && !names.contains(command.name())) {
      throw new InvalidField("command", unknown(command.name()));
    }
    for (int i = 0; i < arguments.size(); i++) {
      for (String name : Placeholders.artifacts(arguments.get(i))) {
        if (!names.contains(name)) throw new InvalidField("arguments", unknown(name));
      }
    }
  }

  private static String unknown(String name) {
    return "there is no artifact '%s'; write it below 'artifacts'".formatted(name);
  }

  private static <V> Type.Text<V> text(String what, String sample, Function<String, V> read) {
    return new Type.Text<>(what, sample, Optional.empty(), read, String::valueOf, false);
  }

  private static <V> List<V> orNone(@Nullable List<V> list) {
    return list == null ? List.of() : list;
  }

  /** The artifact that is run; empty: it is a name that workers know. */
  public Optional<Artifact> shipped() {
    return command.shipped() ? artifact(command.name()) : Optional.empty();
  }

  public Optional<Artifact> artifact(String name) {
    return artifacts.stream().filter(artifact -> artifact.name().equals(name)).findFirst();
  }

  public Duration longest() {
    return Duration.ofSeconds(timeout);
  }

  /** The same job with these for its own. */
  public CommandJob with(List<String> known, List<Artifact> pinned) {
    return new CommandJob(
        command, arguments, known, itemsFrom, together, timeout, permanent, pinned);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
