package io.vnode.nio.volume;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A directory that the host holds open: what its names are is decided there, wherever it is moved
 * and whatever takes its place.
 *
 * <p>{@link SecureDirectoryStream} cannot make directories and links, and cannot read or change
 * links. That goes by the {@link DescriptorPath} where there is one. Elsewhere they are made right
 * below the root of the volume, whose path has no name of the volume in it, and moved to their
 * place from there; and a link is read by its path, which must lead to it before and after.
 */
final class HeldDirectory extends HostDirectory {
  /** How the names begin of what is made in the root and moved to its place from there. */
  private static final String PASSING = ".vnode-";

  private final SecureDirectoryStream<Path> stream;
  private final Object key;
  private final DescriptorPath descriptor;

  /** The root of the volume; this one, if it is that. */
  private final HeldDirectory root;

  /** How many uses are under way, one for being remembered included. */
  private final AtomicInteger uses = new AtomicInteger(1);

  private HeldDirectory(Path path, SecureDirectoryStream<Path> stream, HeldDirectory root)
      throws IOException {
    super(path);
    this.stream = stream;
    this.key = stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
    this.descriptor = new DescriptorPath(path.getFileSystem(), key);
    this.root = root == null ? this : root;
  }

  /** The root of a volume, in its first use. */
  static HeldDirectory ofRoot(Path path, SecureDirectoryStream<Path> stream) throws IOException {
    return new HeldDirectory(path, stream, null);
  }

  @Override
  boolean enter() {
    return uses.getAndUpdate(before -> before == 0 ? 0 : before + 1) > 0;
  }

  @Override
  void leave() throws IOException {
    if (uses.decrementAndGet() == 0) {
      stream.close();
    }
  }

  @Override
  <V extends FileAttributeView> V view(Path name, Class<V> type) {
    return name == null
        ? stream.getFileAttributeView(type)
        : stream.getFileAttributeView(name, type, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  SeekableByteChannel open(
      Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    return stream.newByteChannel(name, all, attributes);
  }

  @Override
  HeldDirectory directory(Path name) throws IOException {
    return new HeldDirectory(
        path().resolve(name), stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), root);
  }

  @Override
  DirectoryStream<Path> entries() throws IOException {
    return stream.newDirectoryStream(path().getFileSystem().getPath("."));
  }

  @Override
  void deleteFile(Path name) throws IOException {
    stream.deleteFile(name);
  }

  @Override
  void deleteDirectory(Path name) throws IOException {
    stream.deleteDirectory(name);
  }

  @Override
  void move(Path name, HostDirectory to, Path newName) throws IOException {
    stream.move(name, ((HeldDirectory) to).stream, newName);
  }

  /** Where no path is safe, by one that must lead here afterwards. */
  @Override
  WatchKey watch(WatchService service) throws IOException {
    Path open = descriptor.get();
    WatchKey made = open == null ? super.watch(service) : open.register(service, EVENTS);
    if (open == null && !isAt(path(), key)) {
      made.cancel();
      throw new NoSuchFileException(path().toString());
    }
    return made;
  }

  @Override
  boolean isRemoved() throws IOException {
    Path open = descriptor.get();
    return open != null && Files.getAttribute(open, "unix:nlink").equals(0);
  }

  Object key() {
    return key;
  }

  /** Where the host says that it is now: a path without links; null where it does not say. */
  Path whereabouts() {
    return descriptor.whereabouts();
  }

  @Override
  boolean isPathSafe() throws IOException {
    return this == root || descriptor.get() != null;
  }

  @Override
  Path at(Path name) throws IOException {
    Path open = descriptor.get();
    return open == null ? super.at(name) : open.resolve(name);
  }

  @Override
  Path certainly(Path name) throws IOException {
    Path open = descriptor.certain();
    return open == null ? null : open.resolve(name);
  }

  @Override
  void makeDirectory(Path name, FileAttribute<?>... attributes) throws IOException {
    make(name, made -> Files.createDirectory(made, attributes));
  }

  @Override
  void makeLink(Path name, Path target) throws IOException {
    make(name, made -> Files.createSymbolicLink(made, target));
  }

  /**
   * Runs {@code task}, which makes what is to be called {@code name}, where no path can be bent.
   */
  private void make(Path name, PathTask task) throws IOException {
    if (isPathSafe()) {
      task.run(at(name));
    } else {
      Path made = unusedName();
      task.run(root.at(made));
      bring(made, name);
    }
  }

  @Override
  Path readLink(Path name, Object key) throws IOException {
    if (isPathSafe()) {
      return super.readLink(name, key);
    }
    requireHere(name, key);
    Path target = super.readLink(name, key);
    requireHere(name, key);
    return target;
  }

  private void requireHere(Path name, Object key) throws IOException {
    Path path = at(name);
    if (!isAt(path, key)) {
      throw new NoSuchFileException(path.toString());
    }
  }

  /** Whether the file {@code key} is at {@code path}. */
  private static boolean isAt(Path path, Object key) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey()
        .equals(key);
  }

  @Override
  void link(Path name, HostDirectory from, Path existing, Object key) throws IOException {
    HeldDirectory source = (HeldDirectory) from;
    if (isPathSafe() && source.isPathSafe()) {
      super.link(name, from, existing, key);
    } else {
      bring(source.linkedInRoot(existing, key), name);
    }
  }

  /** Where no path is safe, all but a directory gets another name for a moment. */
  @Override
  void onFile(Path name, Object key, PathTask task) throws IOException {
    if (isPathSafe() || view(name, BasicFileAttributeView.class).readAttributes().isDirectory()) {
      super.onFile(name, key, task);
    } else {
      onLink(name, key, task);
    }
  }

  /** Where no path is safe, the link gets another name for a moment. */
  @Override
  void onLink(Path name, Object key, PathTask task) throws IOException {
    if (isPathSafe()) {
      super.onLink(name, key, task);
      return;
    }
    Path made = linkedInRoot(name, key);
    try {
      task.run(root.at(made));
    } finally {
      root.deleteFile(made);
    }
  }

  /**
   * A further name in the root for {@code existing}. By its path that may have become another file
   * meanwhile, which gets none.
   */
  private Path linkedInRoot(Path existing, Object key) throws IOException {
    Path made = unusedName();
    Files.createLink(root.at(made), at(existing));
    BasicFileAttributeView found = root.view(made, BasicFileAttributeView.class);
    if (!found.readAttributes().fileKey().equals(key)) {
      root.deleteFile(made);
      throw new NoSuchFileException(existing.toString());
    }
    return made;
  }

  private Path unusedName() {
    String name = PASSING + Long.toHexString(ThreadLocalRandom.current().nextLong());
    return path().getFileSystem().getPath(name);
  }

  /** Whether {@code name} is one that nobody is told of: it is gone in a moment. */
  static boolean isPassing(String name) {
    return name.startsWith(PASSING);
  }

  /** Moves {@code made}, which is new and in the root, to {@code name} here. */
  private void bring(Path made, Path name) throws IOException {
    try {
      root.move(made, this, name);
    } catch (IOException | RuntimeException e) {
      Files.delete(root.at(made));
      throw e;
    }
  }
}
