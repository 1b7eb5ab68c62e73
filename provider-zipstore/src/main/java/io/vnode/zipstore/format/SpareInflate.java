package io.vnode.zipstore.format;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The inflater that was last used for a small file, for the next one: to make one takes longer than
 * to inflate such a file. Who finds it in use makes another.
 */
final class SpareInflate {
  private static final AtomicReference<SoftReference<Inflate>> SPARE = new AtomicReference<>();

  private SpareInflate() {}

  static Inflate take() {
    SoftReference<Inflate> spare = SPARE.getAndSet(null);
    Inflate inflate = spare == null ? null : spare.get();
    return inflate == null ? new Inflate() : inflate;
  }

  /** Lets go of what {@code inflate} read, and keeps it. */
  static void giveBack(Inflate inflate) {
    inflate.open(null, 0, 0);
    SPARE.set(new SoftReference<>(inflate));
  }
}
