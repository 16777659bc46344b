package io.longhaul.archunit.offenders.unit;

import io.netty.buffer.ByteBuf;

public class KnowsNetty {
  public ByteBuf buffer;
}
