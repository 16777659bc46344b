package io.longhaul.worker.loop;

import io.longhaul.claim.HeldSession;
import io.longhaul.time.Time;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signs of life of a worker's loop, left by its steps and read by whoever asks. */
final class Pulse {
  private final Time time;
  private final Stop stop;
  final Moving moving;
  private volatile @Nullable Beat beat;
  private volatile @Nullable Instant claimed;
  private volatile @Nullable Instant settled;

  private record Beat(HeldSession session, LedgerGate gate, UnitsInHand inHand) {}

  Pulse(Time time, Stop stop) {
    this.time = time;
    this.stop = stop;
    this.moving = new Moving(time);
  }

  /** It works under this session from now on. */
  void serves(HeldSession session, LedgerGate gate, UnitsInHand inHand) {
    moving.beat();
    beat = new Beat(session, gate, inHand);
  }

  void claimed() {
    claimed = time.now();
  }

  void settled() {
    settled = time.now();
  }

  int held() {
    Beat now = beat;
    return now == null ? 0 : now.inHand().size();
  }

  Vitals vitals() {
    Beat now = beat;
    Optional<Vitals.Session> session =
        Optional.ofNullable(now)
            .map(Beat::session)
            .map(held -> new Vitals.Session(held.worker(), held.until(), held.live()));
    return new Vitals(
        session,
        new Vitals.Work(held(), Optional.ofNullable(claimed), Optional.ofNullable(settled)),
        now != null && now.gate().isOpen(),
        stop.asked(),
        stop.why());
  }
}
