package io.vnode.mem;

import io.vnode.engine.Gate;
import io.vnode.engine.VfsException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A plan of {@link Faults} as what stands before the volume of one memfs, once that is made. */
final class FaultGate implements Gate {
  private final Faults plan;
  private volatile boolean ready;

  FaultGate(Faults plan) {
    this.plan = plan;
  }

  /** From now on: the file system holds what a fresh one holds. */
  void begin() {
    ready = true;
  }

  @Override
  public void enter(Operation operation, String path, String newPath) throws VfsException {
    if (ready) {
      pass(new FaultCall(operation, path, newPath, 0));
    }
  }

  @Override
  public Passage open(String path) throws VfsException {
    pass(new FaultCall(Operation.OPEN, path, null, 0));
    return new OpenPassage(path);
  }

  private long pass(FaultCall call) throws VfsException {
    Verdict verdict = plan.judge(call);
    sleep(verdict.delay());
    if (verdict.error() != null) {
      throw VfsException.of(verdict.error());
    }
    return verdict.bytes();
  }

  private static void sleep(Duration time) {
    if (time.isZero()) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(TimeUnit.NANOSECONDS.convert(time));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class OpenPassage implements Passage {
    private final String path;

    OpenPassage(String path) {
      this.path = path;
    }

    @Override
    public long enter(Operation operation, long bytes) throws VfsException {
      return pass(new FaultCall(operation, path, null, bytes));
    }

    @Override
    public void close() {
      plan.closed(path);
    }
  }
}
