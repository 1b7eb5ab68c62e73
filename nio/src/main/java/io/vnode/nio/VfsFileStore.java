package io.vnode.nio;

import io.vnode.engine.Usage;
import io.vnode.engine.Volume;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/** A volume as {@code java.nio.file} sees it. */
final class VfsFileStore extends FileStore {
  private final VfsFileSystem fileSystem;
  private final Volume volume;

  VfsFileStore(VfsFileSystem fileSystem, Volume volume) {
    this.fileSystem = fileSystem;
    this.volume = volume;
  }

  private Usage usage() throws IOException {
    fileSystem.requireOpen();
    return volume.usage();
  }

  @Override
  public String name() {
    return fileSystem.host().address().toString();
  }

  @Override
  public String type() {
    return fileSystem.provider().getScheme();
  }

  @Override
  public boolean isReadOnly() {
    return volume.isReadOnly();
  }

  @Override
  public long getTotalSpace() throws IOException {
    return usage().capacity();
  }

  @Override
  public long getUsableSpace() throws IOException {
    return usage().free();
  }

  @Override
  public long getUnallocatedSpace() throws IOException {
    return usage().free();
  }

  @Override
  public long getBlockSize() throws IOException {
    return usage().blockSize();
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return false;
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return AttributeViews.NAMES.contains(name);
  }

  @Override
  public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
    return null;
  }

  @Override
  public Object getAttribute(String attribute) throws IOException {
    return switch (attribute) {
      case "totalSpace" -> getTotalSpace();
      case "usableSpace" -> getUsableSpace();
      case "unallocatedSpace" -> getUnallocatedSpace();
      default -> throw new UnsupportedOperationException("'" + attribute + "' not recognized");
    };
  }
}
