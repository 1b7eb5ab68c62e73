package io.vnode.tck.mutants;

import static io.vnode.tck.mutants.DelegatingPath.behind;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * A provider that offers little: no links, no channels but those of bytes, one view, and no move
 * over what is there at once. What it does not offer it refuses as specified; its subclasses do
 * not.
 */
class PlainFileSystem extends MutantProvider {
  PlainFileSystem(MutantFileSystem fileSystem) {
    super(fileSystem);
  }

  static UnsupportedOperationException notOffered() {
    return new UnsupportedOperationException();
  }

  /** That the view of {@code attribute} is there. */
  void requireBasic(String attribute) {
    if (attribute.contains(":") && !attribute.startsWith("basic:")) {
      throw notOffered();
    }
  }

  /** That none are asked for. */
  void requireNone(FileAttribute<?>... attributes) {
    if (attributes.length > 0) {
      throw notOffered();
    }
  }

  @Override
  Set<String> views(Set<String> views) {
    return Set.of("basic");
  }

  // ---------------------------------------------------------------- opening

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    requireNone(attributes);
    return memfs.newByteChannel(behind(path), options);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    throw notOffered();
  }

  @Override
  public AsynchronousFileChannel newAsynchronousFileChannel(
      Path path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attributes)
      throws IOException {
    throw notOffered();
  }

  // ---------------------------------------------------------------- names

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    requireNone(attributes);
    super.createDirectory(directory);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    throw notOffered();
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    throw notOffered();
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    throw notOffered();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    if (isRefused(target, options)) {
      throw new AtomicMoveNotSupportedException(source.toString(), target.toString(), null);
    }
    super.move(source, target, options);
  }

  static boolean isRefused(Path target, CopyOption... options) {
    return Arrays.asList(options).contains(StandardCopyOption.ATOMIC_MOVE) && Files.exists(target);
  }

  // ---------------------------------------------------------------- attributes

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return type == BasicFileAttributeView.class
        ? super.getFileAttributeView(path, type, options)
        : null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw notOffered();
    }
    return super.readAttributes(path, type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    requireBasic(attributes);
    return super.readAttributes(path, attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    requireBasic(attribute);
    super.setAttribute(path, attribute, value, options);
  }
}
