package io.vnode.engine;

import java.io.IOException;

/** A regular file in memory that asks the {@link Gate} of its volume. */
final class GatedFile extends TreeFile {
  GatedFile(TreeVolume volume, long number, Birth birth, Body body) {
    super(volume, number, birth, body);
  }

  /** The twin of {@code original} in {@code volume}, without a name. */
  GatedFile(Volume volume, TreeFile original, Body body) {
    super(volume, original, body);
  }

  @Override
  protected Body open(int flags, Directory directory, String name) throws IOException {
    Gate.Passage passage = ((GatedDirectory) directory).open(name);
    Body body = null;
    try {
      body = open(passage);
      return body;
    } finally {
      if (body == null) {
        passage.close();
      }
    }
  }

  /** Opens the file for which the gate has given {@code passage}; null when its bytes are gone. */
  Body open(Gate.Passage passage) {
    return acquire() ? new GatedBody(volume(), body(), passage) : null;
  }

  @Override
  protected void close(Body opened) {
    super.close(opened);
    ((GatedBody) opened).passage().close();
  }
}
