package io.vnode.nio;

import java.nio.file.Path;

/** Who is told how far the copying or packing of a tree is, by the thread that does it. */
public interface TreeListener {
  /** Nobody. */
  TreeListener NONE =
      new TreeListener() {
        @Override
        public void begin(Path file, long size) {}

        @Override
        public void advance(long bytes) {}
      };

  /** Now comes {@code file}, which had {@code size} bytes when it was looked at. */
  void begin(Path file, long size);

  /** So many more bytes of it were read. A file that packing makes no smaller is read twice. */
  void advance(long bytes);
}
