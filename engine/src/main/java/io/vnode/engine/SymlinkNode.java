package io.vnode.engine;

import java.nio.charset.StandardCharsets;

/** A symbolic link: an inode whose contents are a path, kept as written. */
public non-sealed class SymlinkNode extends Inode {
  private final String target;

  public SymlinkNode(Volume volume, long number, Birth birth) {
    super(volume, number, birth, 1);
    this.target = birth.target();
  }

  /** The twin of {@code original} in {@code volume}, without a name. */
  SymlinkNode(Volume volume, SymlinkNode original) {
    super(volume, original, 0);
    this.target = original.target;
  }

  public final String target() {
    return target;
  }

  /** Bytes of the target. */
  @Override
  public long size() {
    return target.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  protected void unlinked() {
    volume().forget(this);
  }
}
