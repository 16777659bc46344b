package io.longhaul.aws;

import io.longhaul.time.ClockOffset;
import io.longhaul.time.Time;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Hears the date of every answer of one client. */
final class DateListener implements ExecutionInterceptor {
  private static final ExecutionAttribute<Instant> SENT = new ExecutionAttribute<>("longhaul.sent");

  private final Time machine;
  private final ClockOffset offset;

  /**
   * @param machine the machine's own clock, not the corrected one
   */
  DateListener(Time machine, ClockOffset offset) {
    this.machine = machine;
    this.offset = offset;
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes call) {
    call.putAttribute(SENT, machine.now());
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes call) {
    Instant sent = call.getAttribute(SENT);
    if (sent == null) return;
    context.httpResponse().firstMatchingHeader("Date").ifPresent(date -> hear(date, sent));
  }

  private void hear(String date, Instant sent) {
    try {
      Instant server = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      offset.heard(server, sent, machine.now());
    } catch (DateTimeException e) {
      // A server that cannot say the time teaches nothing about ours.
      return;
    }
  }
}
