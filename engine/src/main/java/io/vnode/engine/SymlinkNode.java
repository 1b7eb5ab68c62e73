package io.vnode.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A symbolic link: an inode whose contents are a path, kept as written. A volume whose truth lies
 * elsewhere overrides {@link #target}.
 */
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

  /** The path, which may lead anywhere or nowhere. */
  public String target() throws IOException {
    return target;
  }

  /** Bytes of the target. */
  @Override
  public long size() throws IOException {
    return target().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  protected void unlinked() {
    volume().forget(this);
  }
}
