package io.vnode.interop;

import io.vnode.mem.MemFileSystem;
import io.vnode.mem.MemFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** A memfs for each test, whose tree is checked and which is closed behind it. */
abstract class InMemory {
  final MemFileSystem memory = MemFs.create();

  @AfterEach
  final void treeIsSound() throws IOException {
    memory.namespace().verify();
    memory.close();
  }

  /** The file or directory of this name, which need not be there. */
  final Path path(String name) {
    return memory.getPath(name);
  }

  /** A new directory, with those that lead to it. */
  final Path directory(String name) throws IOException {
    return Files.createDirectories(path(name));
  }

  /** A new file, with the directories that lead to it. */
  final Path file(String name, String text) throws IOException {
    Path file = path(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
