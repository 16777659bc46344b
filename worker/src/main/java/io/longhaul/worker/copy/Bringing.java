package io.longhaul.worker.copy;

import io.longhaul.s3.FirstTry;
import io.longhaul.s3.Written;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.worker.walk.Account;
import io.longhaul.worker.walk.InFlight;
import io.longhaul.worker.walk.Seen;
import java.time.Duration;
import java.util.Optional;

/** One object of a listing on its way: the usual case without a thread, all others with one. */
record Bringing(Seen seen, Listed object, CopyOne one, Account account) implements InFlight.Light {
  @Override
  public void run() throws InterruptedException {
    account.fared(object, one.bring(seen));
  }

  @Override
  public Optional<Runnable> begin(InFlight.Landing landing) {
    return one.begin(
        seen,
        new FirstTry() {
          @Override
          public void ended(Written written) {
            if (written instanceof Written.Stored stored) {
              landing.landed(() -> account.fared(object, one.begun(seen, stored)));
            } else {
              landing.goOn(Bringing.this::lookAgain);
            }
          }

          @Override
          public void again(Duration pause) {
            landing.goOn(() -> after(pause));
          }
        });
  }

  private void lookAgain() throws InterruptedException {
    account.fared(object, one.bringAnew(object.key()));
  }

  private void after(Duration pause) throws InterruptedException {
    one.retries().sleep(pause);
    run();
  }
}
