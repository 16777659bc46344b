package io.longhaul.coordinator.fleet;

import io.longhaul.price.Machines;
import io.longhaul.price.Prices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What workers cost an hour at most: on demand, whatever is spot among them.
 *
 * @param hourly of those whose price is known
 * @param unknown types whose price is not, each once
 */
public record Spend(double hourly, List<String> unknown) {
  public Spend {
    unknown = List.copyOf(unknown);
  }

  /** So many, each of the dearest of these types. */
  static Spend atMost(int workers, List<String> types) {
    double dearest = 0;
    List<String> unknown = new ArrayList<>();
    for (String type : types) {
      OptionalDouble price = Machines.hourly(type);
      if (price.isPresent()) dearest = Math.max(dearest, price.getAsDouble());
      else unknown.add(type);
    }
    return new Spend(workers * dearest, unknown);
  }

  /** Those that are there. */
  static Spend of(List<Member> members) {
    double sum = 0;
    List<String> unknown = new ArrayList<>();
    for (Member member : members) {
      if (member.market() == Member.Market.FREE) continue;
      OptionalDouble price = Machines.hourly(member.type());
      if (price.isPresent()) sum += price.getAsDouble();
      else if (!unknown.contains(member.type())) unknown.add(member.type());
    }
    return new Spend(sum, unknown);
  }

  /** {@code $12.29 an hour on demand (us-east-1, November 2026)}. */
  public String text() {
    return "%s an hour on demand (%s, %s)%s"
        .formatted(
            dollars(hourly),
            Prices.REGION,
            Prices.DATE,
            unknown.isEmpty()
                ? ""
                : ", without %s, whose price is not known here"
                    .formatted(String.join(", ", unknown)));
  }

  public static String dollars(double amount) {
    return String.format(Locale.ROOT, "$%,.2f", amount);
  }
}
