package io.longhaul.s3.pace;

import io.longhaul.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * All reads, or all writes, of one bucket: they have one speed, until it shows that a single place
 * is what asks to be slower.
 *
 * <p>It shows when that one was it, several eras in a row, though most requests went elsewhere. It
 * then gets a speed of its own, and what the others lost by it is forgotten.
 */
final class Whole {
  private static final int SHOWN = 4;

  private final Time time;
  private final Speed speed;
  private long era;
  private long asked;
  private @Nullable Place suspect;
  private int inARow;
  private double before;

  Whole(Time time) {
    this.time = time;
    this.speed = new Speed(time);
  }

  /** That of a request there, which is counted. */
  synchronized Speed of(Place place) {
    if (place.own != null) return place.own;
    if (place.askedIn != era) {
      place.askedIn = era;
      place.asked = 0;
    }
    place.asked++;
    asked++;
    return speed;
  }

  /** A request there was asked to be slower; false if that was known already. */
  synchronized boolean slower(Place place, Speed its, long itsEra) {
    double from = its.fellFrom();
    if (!its.slower(itsEra)) return false;
    if (its.equals(speed)) blame(place, from);
    return true;
  }

  private void blame(Place place, double from) {
    boolean few = place.askedIn == era && 2 * place.asked <= asked;
    era++;
    asked = 0;
    if (!few) {
      suspect = null;
      return;
    }
    if (!place.equals(suspect)) {
      suspect = place;
      inARow = 0;
      before = from < 0 ? speed.fellFrom() : from;
    }
    if (++inARow < SHOWN) return;
    place.own = new Speed(time);
    suspect = null;
    speed.back(before);
  }
}
