package io.longhaul.archunit.offenders.unit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One method for each way around the port; none is ever called. */
public class GoesAroundTime {
  Object instant() {
    return Instant.now();
  }

  Supplier<Instant> instantByReference() {
    return Instant::now;
  }

  Object localDate() {
    return LocalDate.now(java.time.ZoneOffset.UTC);
  }

  Object clock() {
    return Clock.systemUTC();
  }

  @SuppressWarnings("JavaUtilDate")
  Object date() {
    return new Date();
  }

  long nanoTime() {
    return System.nanoTime();
  }

  long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  void sleepMillis() throws InterruptedException {
    Thread.sleep(1);
  }

  void sleepDuration() throws InterruptedException {
    Thread.sleep(Duration.ofMillis(1));
  }

  void sleepUnit() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
  }

  @SuppressWarnings("WaitNotInLoop")
  synchronized void objectWait() throws InterruptedException {
    wait(1);
  }

  void joinMillis(Thread thread) throws InterruptedException {
    thread.join(1);
  }

  Object joinDuration(Thread thread) throws InterruptedException {
    return thread.join(Duration.ofMillis(1));
  }

  Object poll(LinkedBlockingQueue<String> queue) throws InterruptedException {
    return queue.poll(1, TimeUnit.SECONDS);
  }

  Object offer(BlockingQueue<String> queue) throws InterruptedException {
    return queue.offer("x", 1, TimeUnit.SECONDS);
  }

  Object await(CountDownLatch latch) throws InterruptedException {
    return latch.await(1, TimeUnit.SECONDS);
  }

  Object get(Future<String> future) throws Exception {
    return future.get(1, TimeUnit.SECONDS);
  }

  CompletableFuture<String> orTimeout(CompletableFuture<String> future) {
    return future.orTimeout(1, TimeUnit.SECONDS);
  }

  Object tryAcquire(Semaphore semaphore) throws InterruptedException {
    return semaphore.tryAcquire(1, TimeUnit.SECONDS);
  }

  Object tryLock(ReentrantLock lock) throws InterruptedException {
    return lock.tryLock(1, TimeUnit.SECONDS);
  }

  @SuppressWarnings("WaitNotInLoop")
  long awaitNanos(Condition condition) throws InterruptedException {
    return condition.awaitNanos(1);
  }

  void parkNanos() {
    LockSupport.parkNanos(1);
  }

  Object waitFor(Process process) throws InterruptedException {
    return process.waitFor(1, TimeUnit.SECONDS);
  }

  Object timer() {
    return new Timer();
  }

  Object scheduler() {
    return Executors.newScheduledThreadPool(1);
  }

  Object virtualThread() {
    return Thread.startVirtualThread(() -> {});
  }

  Object virtualThreadBuilder() {
    return Thread.ofVirtual();
  }
}
