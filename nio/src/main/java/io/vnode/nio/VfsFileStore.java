package io.vnode.nio;

import io.vnode.engine.Usage;
import io.vnode.engine.Volume;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A volume as {@code java.nio.file} sees it. Two are equal when the volume is the same.
 *
 * <h2>Attributes</h2>
 *
 * <p>{@code totalSpace}, {@code usableSpace}, {@code unallocatedSpace} and {@code blockSize} are
 * the methods of those names; {@code inodes} and {@code freeInodes} count files of all kinds, and
 * are {@link Long#MAX_VALUE} where only memory limits them.
 *
 * <h2>Volumes without a limit</h2>
 *
 * <p>Where nothing but memory limits the bytes of a volume, what it could hold is the largest heap
 * that the JVM may have, and what is usable is what that heap has left.
 */
final class VfsFileStore extends FileStore {
  private final VfsFileSystem fileSystem;
  private final Volume volume;
  private final String type;

  VfsFileStore(VfsFileSystem fileSystem, Volume volume) throws IOException {
    this.fileSystem = fileSystem;
    this.volume = volume;
    this.type = volume.usage().type();
  }

  /** The stores of {@code fileSystem}: its own first. One that cannot be asked is left out. */
  static List<FileStore> all(VfsFileSystem fileSystem) {
    List<FileStore> stores = new ArrayList<>();
    for (Volume volume : fileSystem.namespace().volumes()) {
      try {
        stores.add(new VfsFileStore(fileSystem, volume));
      } catch (IOException e) {
        // Left out, as the JDK does: a list of stores has no place for the failure of one.
      }
    }
    return stores;
  }

  private Usage usage() throws IOException {
    fileSystem.requireOpen();
    return volume.usage();
  }

  /** The address of the file system; of a volume that is mounted in it, the type. */
  @Override
  public String name() {
    return isMounted() ? type : fileSystem.host().address().toString();
  }

  private boolean isMounted() {
    return volume != fileSystem.root().volume();
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public boolean isReadOnly() {
    return volume.isReadOnly();
  }

  @Override
  public long getTotalSpace() throws IOException {
    return totalSpace(usage());
  }

  @Override
  public long getUnallocatedSpace() throws IOException {
    return unallocatedSpace(usage());
  }

  @Override
  public long getUsableSpace() throws IOException {
    Usage usage = usage();
    long unallocated = unallocatedSpace(usage);
    return isLimited(usage) ? unallocated : Math.min(unallocated, freeHeap());
  }

  private static boolean isLimited(Usage usage) {
    return usage.capacity() != Long.MAX_VALUE;
  }

  private static long totalSpace(Usage usage) {
    return isLimited(usage) ? usage.capacity() : Runtime.getRuntime().maxMemory();
  }

  private static long unallocatedSpace(Usage usage) {
    long used = usage.capacity() - usage.free();
    return Math.max(0, totalSpace(usage) - used);
  }

  private static long freeHeap() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }

  @Override
  public long getBlockSize() throws IOException {
    return usage().blockSize();
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return AttributeViews.has(type);
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return AttributeViews.NAMES.contains(name);
  }

  @Override
  public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
    Objects.requireNonNull(type);
    return null;
  }

  @Override
  public Object getAttribute(String attribute) throws IOException {
    return switch (attribute) {
      case "totalSpace" -> getTotalSpace();
      case "usableSpace" -> getUsableSpace();
      case "unallocatedSpace" -> getUnallocatedSpace();
      case "blockSize" -> getBlockSize();
      case "inodes" -> usage().inodes();
      case "freeInodes" -> usage().freeInodes();
      default -> throw new UnsupportedOperationException("'" + attribute + "' not recognized");
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VfsFileStore that && volume == that.volume;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(volume.id());
  }

  @Override
  public String toString() {
    return name() + " (" + type + ")";
  }
}
