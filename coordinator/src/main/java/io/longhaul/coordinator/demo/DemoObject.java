package io.longhaul.coordinator.demo;

import java.io.IOException;
import java.io.OutputStream;

/**
 * One object of the demo; its bytes follow from its number.
 *
 * @param plain whether its key can be a path below the bucket's folder as it stands
 */
record DemoObject(int number, String key, int size, boolean plain) {

  /** Writes all of its bytes: the block again and again from a place of its own on. */
  void writeTo(OutputStream out, byte[] block) throws IOException {
    int from = Math.floorMod(number * 7919, block.length);
    int left = size;
    while (left > 0) {
      int some = Math.min(left, block.length - from);
      out.write(block, from, some);
      left -= some;
      from = 0;
    }
  }
}
