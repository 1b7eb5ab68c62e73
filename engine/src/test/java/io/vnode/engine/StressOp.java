package io.vnode.engine;

import static io.vnode.engine.Errno.EBADF;
import static io.vnode.engine.Errno.EBUSY;
import static io.vnode.engine.Errno.EEXIST;
import static io.vnode.engine.Errno.EINVAL;
import static io.vnode.engine.Errno.EISDIR;
import static io.vnode.engine.Errno.ENAMETOOLONG;
import static io.vnode.engine.Errno.ENODATA;
import static io.vnode.engine.Errno.ENOSPC;
import static io.vnode.engine.Errno.ENOTCAPABLE;
import static io.vnode.engine.Errno.ENOTEMPTY;
import static io.vnode.engine.Errno.EOPNOTSUPP;
import static io.vnode.engine.Errno.EPERM;
import static io.vnode.engine.Errno.EXDEV;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** An operation of the stress test: how often it is done, and how it may fail but for the walk. */
@SuppressWarnings(
    "ImmutableEnumChecker") // Its functions keep nothing and its sets are kept to itself.
enum StressOp {
  CREATE(12, StressWorker::create, EEXIST, EISDIR, ENOSPC, EINVAL),
  OPEN(12, StressWorker::open, EISDIR, EEXIST, ENOSPC, EPERM),
  READ(6, StressWorker::read, EBADF, EISDIR),
  WRITE(10, StressWorker::write, EBADF, ENOSPC),
  TRUNCATE(4, StressWorker::truncate, EBADF, EINVAL, EISDIR),
  CLOSE(6, StressWorker::close),
  MKDIR(14, StressWorker::mkdir, EEXIST, ENAMETOOLONG, ENOSPC),
  SYMLINK(3, StressWorker::symlink, EEXIST, ENOSPC),
  LINK(6, StressWorker::link, EEXIST, EPERM, EXDEV),
  UNLINK(10, StressWorker::unlink, EISDIR, EPERM),
  RMDIR(8, StressWorker::rmdir, EINVAL, ENOTEMPTY, EBUSY, EPERM),
  RENAME(
      24,
      StressWorker::rename,
      EXDEV,
      EEXIST,
      EINVAL,
      ENOTEMPTY,
      EISDIR,
      EBUSY,
      ENAMETOOLONG,
      EPERM),
  LIST(6, StressWorker::list),
  STAT(6, StressWorker::stat, ENOTCAPABLE),
  WANDER(6, StressWorker::wander, ENOTCAPABLE),
  CHMOD(4, StressWorker::chmod, EPERM, EOPNOTSUPP),
  XATTR(5, StressWorker::xattr, EPERM, ENODATA, ENOSPC),
  SNAPSHOT(1, StressWorker::snapshot),
  MOUNT(3, StressWorker::mount, EBUSY),
  UNMOUNT(3, StressWorker::unmount, EINVAL, EBUSY);

  /** How a walk may fail. */
  private static final Set<Errno> WALK =
      EnumSet.of(Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP, Errno.EACCES);

  private interface Action {
    void run(StressWorker worker) throws IOException;
  }

  private final int weight;
  private final Action action;
  private final Set<Errno> expected;

  StressOp(int weight, Action action, Errno... expected) {
    this.weight = weight;
    this.action = action;
    this.expected = expected.length == 0 ? Set.of() : EnumSet.of(expected[0], expected);
  }

  int weight() {
    return weight;
  }

  /** Runs, and fails with an error when the operation fails as it must not. */
  void run(StressWorker worker) throws IOException {
    try {
      action.run(worker);
    } catch (VfsException e) {
      if (!WALK.contains(e.errno()) && !expected.contains(e.errno())) {
        throw new AssertionError(this + " answered " + e.errno(), e);
      }
    }
  }
}
