package io.vnode.tck;

import com.google.common.io.MoreFiles;
import io.vnode.engine.AtimePolicy;
import io.vnode.mem.MemFs;
import io.vnode.projfs.ProjAccess;
import io.vnode.projfs.ProjFs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;

/** A portal through which nothing can be written. */
final class ReadOnlyPortal {
  /** Extended attributes, which no portal shows, and what a memfs begins with. */
  private static final List<String> LEFT_OUT = List.of("tagged", "tmp");

  private ReadOnlyPortal() {}

  /**
   * A projection with a portal to a tree in memory, which is a copy of {@code fixture}: one that
   * does not note who reads, as what cannot be written through a portal may still be marked behind
   * it.
   */
  static FileSystem of(Path fixture) throws IOException {
    Path source = MemFs.builder().user("root").atime(AtimePolicy.NEVER).load(fixture).getPath("/");
    for (String name : LEFT_OUT) {
      MoreFiles.deleteRecursively(source.resolve(name));
    }
    return ProjFs.builder().portal("/portal", source, ProjAccess.READ_ONLY).build();
  }

  static Path inside(FileSystem projection) {
    return projection.getPath("/portal");
  }
}
