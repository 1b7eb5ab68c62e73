package io.vnode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A kind of file of which an image has many: what it takes there beside its contents. */
enum SpaceKind implements Measured {
  SMALL("file of 100 B: space beside its contents", new SampleTree(10_000, 100)),
  PAGED("file of 64 KiB: space beside its contents", new SampleTree(1_000, 64 << 10));

  /** Those that keep bytes as they are, so that their size tells what else they keep. */
  static final List<String> STORES = List.of(Store.WOFS.title(), Store.ZIPFS.title());

  private final String words;
  private final SampleTree tree;

  SpaceKind(String words, SampleTree tree) {
    this.words = words;
    this.tree = tree;
  }

  /** The bytes for each file, all that there is once shared among them. */
  double measure(Store store) throws IOException {
    Path directory = Subject.HOST.directory();
    try {
      Path packed = directory.resolve("packed");
      store.pack(tree, packed);
      return (double) (Files.size(packed) - tree.contents()) / tree.files();
    } finally {
      Subject.HOST.dispose(directory);
    }
  }

  /** What may be taken beside the contents when that is so much for each byte of them. */
  double share(double ofContents) {
    return ofContents * tree.size();
  }

  @Override
  public String key() {
    return "SPACE_" + name();
  }

  @Override
  public String words() {
    return words;
  }
}
