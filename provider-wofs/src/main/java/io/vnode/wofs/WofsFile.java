package io.vnode.wofs;

import io.vnode.engine.Birth;
import io.vnode.engine.Body;
import io.vnode.engine.Directory;
import io.vnode.engine.OpenFile;
import io.vnode.engine.TreeFile;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A file that is sealed when its last writer closes it. */
final class WofsFile extends TreeFile {
  private final AtomicInteger writers = new AtomicInteger();

  WofsFile(WofsVolume volume, long number, Birth birth, Body body) {
    super(volume, number, birth, body);
  }

  @Override
  protected Body open(int flags, Directory directory, String name) throws IOException {
    Body opened = super.open(flags, directory, name);
    if (opened != null && (flags & OpenFile.WRITE) != 0) {
      writers.incrementAndGet();
    }
    return opened;
  }

  @Override
  protected void writerClosing() throws IOException {
    if (writers.decrementAndGet() == 0) {
      ((WofsVolume) volume()).seal(this);
    }
  }
}
