package io.longhaul.ledger;

/**
 * What is true: runs, stages, units, sessions and duties, each transition one conditional write or
 * transaction on the {@link Table}.
 *
 * <p>docs/state.md has the transitions; every method may be repeated, by several at once, with the
 * same effect.
 */
public final class Ledger {
  private final Stages stages;
  private final Runs runs;
  private final Units units;
  private final Settlements settlements;
  private final Reclaims reclaims;
  private final Cancels cancels;
  private final Redrives redrives;
  private final Sessions sessions;
  private final Duties duties;
  private final Sizings sizings;
  private final OpenUnits open;
  private final Notices notices;
  private final Audit audit;
  private final Grants grants;

  /** A ledger that takes a row it cannot read for a defect, and throws. */
  public Ledger(Table table) {
    this(
        table,
        (key, why) -> {
          throw why;
        });
  }

  /**
   * A ledger that passes over what it cannot read, where it reads many rows: one run, unit or
   * session that a newer version or a hand has written must not stop all others.
   */
  public Ledger(Table table, BadRows bad) {
    stages = new Stages(table);
    runs = new Runs(table, stages, bad);
    units = new Units(table);
    settlements = new Settlements(table, stages);
    reclaims = new Reclaims(table, units);
    cancels = new Cancels(table, units, stages);
    redrives = new Redrives(table, units, stages);
    sessions = new Sessions(table, bad);
    duties = new Duties(table);
    sizings = new Sizings(table, duties);
    open = new OpenUnits(table, bad);
    notices = new Notices(table);
    audit = new Audit(table, units, stages, sessions);
    grants = new Grants(table, bad);
  }

  public Runs runs() {
    return runs;
  }

  public Stages stages() {
    return stages;
  }

  public Units units() {
    return units;
  }

  public Settlements settlements() {
    return settlements;
  }

  public Reclaims reclaims() {
    return reclaims;
  }

  public Cancels cancels() {
    return cancels;
  }

  public Redrives redrives() {
    return redrives;
  }

  public Sessions sessions() {
    return sessions;
  }

  public Duties duties() {
    return duties;
  }

  public Sizings sizings() {
    return sizings;
  }

  public OpenUnits open() {
    return open;
  }

  public Notices notices() {
    return notices;
  }

  public Grants grants() {
    return grants;
  }

  public Audit audit() {
    return audit;
  }
}
