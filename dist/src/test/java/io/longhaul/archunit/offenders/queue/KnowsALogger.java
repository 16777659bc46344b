package io.longhaul.archunit.offenders.queue;

import org.slf4j.Logger;

public class KnowsALogger {
  public Logger log;
}
