package io.vnode.zipstore;

import io.vnode.engine.Inode;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The inodes of an archive that somebody holds, by the numbers of their nodes: for each there is
 * one at a time, and none when nobody holds it any more. Any number of threads may use it.
 */
final class InodeTable {
  private final AtomicReferenceArray<Held> slots;

  /** Those whose inode is gone, to be taken out by who adds one. */
  private final ReferenceQueue<Inode> gone = new ReferenceQueue<>();

  private static final class Held extends WeakReference<Inode> {
    final int node;

    Held(int node, Inode inode, ReferenceQueue<Inode> gone) {
      super(inode, gone);
      this.node = node;
    }
  }

  /** An empty table for {@code count} nodes. */
  InodeTable(int count) {
    slots = new AtomicReferenceArray<>(count);
  }

  /** The inode of {@code node}, or null if nobody holds one. */
  Inode get(int node) {
    Held held = slots.get(node);
    return held == null ? null : held.get();
  }

  /** Adds {@code made}, the inode of {@code node}. @return that, or one that somebody holds */
  Inode add(int node, Inode made) {
    removeGone();
    Held fresh = new Held(node, made, gone);
    for (; ; ) {
      Held old = slots.get(node);
      Inode other = old == null ? null : old.get();
      if (other != null) {
        return other;
      }
      if (slots.compareAndSet(node, old, fresh)) {
        return made;
      }
    }
  }

  private void removeGone() {
    for (Held held = (Held) gone.poll(); held != null; held = (Held) gone.poll()) {
      slots.compareAndSet(held.node, held, null);
    }
  }
}
