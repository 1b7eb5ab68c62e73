package io.vnode.bench;

import static io.vnode.projfs.ProjAccess.READ_WRITE;

import io.vnode.projfs.ProjFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A way to show files of the host elsewhere: ours, symbolic links, or to go where they are. */
public enum View implements Titled {
  PROJFS("projfs") {
    @Override
    Path ofTree(Path tree) throws IOException {
      return ProjFs.builder().portal("/tree", tree, READ_WRITE).build().getPath("/tree");
    }

    @Override
    Path ofEach(ManySources sources) throws IOException {
      return ProjFs.open(sources.definition(), Map.of()).getPath("/");
    }

    @Override
    void end(Path shown) throws IOException {
      shown.getFileSystem().close();
    }
  },
  SYMLINKS("symlinks") {
    @Override
    Path ofTree(Path tree) throws IOException {
      return Files.createSymbolicLink(Subject.HOST.directory().resolve("tree"), tree);
    }

    @Override
    Path ofEach(ManySources sources) throws IOException {
      Path top = Subject.HOST.directory().resolve("links");
      sources.link(top);
      return top;
    }

    @Override
    void end(Path shown) throws IOException {
      Subject.HOST.dispose(shown.getParent());
    }
  },
  DIRECT("host directly") {
    @Override
    Path ofTree(Path tree) {
      return tree;
    }

    @Override
    Path ofEach(ManySources sources) {
      return sources.files();
    }

    @Override
    void end(Path shown) {}
  };

  private final String title;

  View(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  static View of(String title) {
    return Titled.of("view", values(), title);
  }

  /** Shows the directory {@code tree} as a whole. */
  abstract Path ofTree(Path tree) throws IOException;

  /** Shows each of {@code sources} as an entry of its own. */
  abstract Path ofEach(ManySources sources) throws IOException;

  /** Ends what one of the others began. */
  abstract void end(Path shown) throws IOException;
}
