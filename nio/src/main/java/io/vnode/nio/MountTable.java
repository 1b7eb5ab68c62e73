package io.vnode.nio;

import com.google.common.collect.MapMaker;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.util.concurrent.ConcurrentMap;

/**
 * The open file systems of one scheme, by address.
 *
 * <p>A provider keeps it in a static field: the JVM may load a provider twice, once for its own
 * list and once for a caller, and both must see the same file systems. Values are weak, so that an
 * open file system that nobody can reach any more, not even through a path, does not stay for ever.
 */
public final class MountTable {
  /** Null until one is asked for: who opens by path alone needs none. */
  private ConcurrentMap<VfsUri, VfsFileSystem> open;

  /** A table without entries. */
  public MountTable() {}

  private synchronized ConcurrentMap<VfsUri, VfsFileSystem> open() {
    if (open == null) {
      open = new MapMaker().weakValues().makeMap();
    }
    return open;
  }

  /**
   * Enters {@code fileSystem}. @throws FileSystemAlreadyExistsException when the address is taken
   */
  void add(VfsUri address, VfsFileSystem fileSystem) {
    if (!addIfFree(address, fileSystem)) {
      throw new FileSystemAlreadyExistsException(address.toString());
    }
  }

  /** Enters {@code fileSystem}. @return false when the address is taken */
  boolean addIfFree(VfsUri address, VfsFileSystem fileSystem) {
    return open().putIfAbsent(address, fileSystem) == null;
  }

  /** The file system at {@code address}. @throws FileSystemNotFoundException when there is none */
  VfsFileSystem get(VfsUri address) {
    VfsFileSystem fileSystem = open().get(address);
    if (fileSystem == null || !fileSystem.isOpen()) {
      throw new FileSystemNotFoundException(address + " is not open");
    }
    return fileSystem;
  }

  /** Takes out {@code fileSystem}, if it is the one at {@code address}. */
  void remove(VfsUri address, VfsFileSystem fileSystem) {
    if (address.isKnown()) {
      open().remove(address, fileSystem);
    }
  }
}
