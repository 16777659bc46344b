package io.longhaul.partition.census;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Key spaces of about so many keys, as buckets have them. */
enum KeySpaces {
  UNIFORM_HEX {
    @Override
    void add(List<String> keys, Random random, int about) {
      for (int i = 0; i < about; i++) keys.add(hex(random.nextInt()) + "/order.json");
    }
  },
  SKEWED {
    @Override
    void add(List<String> keys, Random random, int about) {
      for (int folder = 0; folder < 256; folder++) {
        double share = Math.exp(random.nextGaussian()) / 1.65 / 256;
        String name = hex(folder).substring(6) + "/";
        for (int i = 0; i < share * about; i++) keys.add(name + hex(random.nextInt()));
      }
    }
  },
  NEARLY_ALL_IN_ONE {
    @Override
    void add(List<String> keys, Random random, int about) {
      String heavy = hex(random.nextInt(256)).substring(6) + "/";
      for (int i = 0; i < about; i++) {
        String folder = i % 10 == 0 ? hex(random.nextInt(256)).substring(6) + "/" : heavy;
        keys.add(folder + hex(random.nextInt()));
      }
    }
  },
  NESTED {
    @Override
    void add(List<String> keys, Random random, int about) {
      double each = about / (2.0 * 12 * 28);
      for (int day = 0; day < 2 * 12 * 28; day++) {
        String folder =
            "year=%d/month=%02d/day=%02d/part-"
                .formatted(2023 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        double parts = each * (0.5 + random.nextDouble());
        for (int part = 0; part < parts; part++) keys.add(folder + (10_000 + part));
      }
    }
  },
  NUMBERED {
    @Override
    void add(List<String> keys, Random random, int about) {
      for (int i = 0; i < about; i++) keys.add("file" + i);
    }
  },
  OUTSIDE_THE_ALPHABET {
    @Override
    void add(List<String> keys, Random random, int about) {
      UNIFORM_HEX.add(keys, random, about);
      for (int i = 0; i < about / 100; i++) keys.add("zz_" + i);
      for (int i = 0; i < about / 200; i++) {
        keys.add("ünï/" + Character.toString(0x4e00 + random.nextInt(60)) + i + " +%\u0001");
      }
      keys.add("!");
      keys.add("~\uD83D\uDE00");
    }
  };

  private static final String DIGITS = "0123456789ABCDEF";

  abstract void add(List<String> keys, Random random, int about);

  SortedKeys bucket(Random random, int about) {
    List<String> keys = new ArrayList<>();
    add(keys, random, about);
    return new SortedKeys(keys, random);
  }

  private static String hex(int number) {
    StringBuilder hex = new StringBuilder();
    for (int shift = 28; shift >= 0; shift -= 4) hex.append(DIGITS.charAt(number >>> shift & 15));
    return hex.toString();
  }
}
