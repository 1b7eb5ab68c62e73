package io.vnode.zipstore;

import io.vnode.engine.Birth;
import io.vnode.engine.Body;
import io.vnode.engine.Directory;
import io.vnode.engine.FileNode;
import io.vnode.engine.Stat;
import io.vnode.zipstore.format.EntryData;
import io.vnode.zipstore.format.EntryFacts;
import java.io.IOException;

/** A file of an archive. Where its bytes are is found out when it is opened. */
final class ZipFile extends FileNode {
  /** Up to this size a packed file is unpacked as a whole when it is opened, by each opener. */
  private static final int WHOLE_MAX = 64 << 10;

  private final ZipVolume volume;
  private final int node;
  private final EntryFacts facts;
  private final EntryDates dates;

  ZipFile(ZipVolume volume, int node, Birth birth, EntryFacts facts) {
    super(volume, ZipVolume.number(node), birth);
    this.volume = volume;
    this.node = node;
    this.facts = facts;
    this.dates = new EntryDates(volume, node);
  }

  @Override
  public void stat(Stat into) throws IOException {
    super.stat(into);
    dates.fill(into);
  }

  @Override
  public long size() {
    return facts.size();
  }

  /** What the bytes take up in the archive. */
  @Override
  public long allocated() {
    return facts.packedSize();
  }

  @Override
  protected Body open(int flags, Directory directory, String name) throws IOException {
    EntryData data = volume.archive().data(node);
    volume.limits().requireRatio(data);
    HeldBytes held = volume.held();
    if (data.isStored()) {
      return new StoredBody(data, held, check(data), volume.file());
    }
    if (data.size() <= WHOLE_MAX) {
      return new WholeBody(data, held, data.whole(volume.verifies()));
    }
    return data.isDeflated()
        ? new InflatedBody(data, held, check(data), volume.reader(node, data))
        : volume.heldFiles().open(node, data);
  }

  private SequentialCheck check(EntryData data) {
    return volume.verifies() ? new SequentialCheck(data) : null;
  }

  @Override
  protected void close(Body body) throws IOException {
    if (body instanceof WholeBody && facts.size() > WHOLE_MAX) {
      volume.heldFiles().close(node);
    }
  }
}
