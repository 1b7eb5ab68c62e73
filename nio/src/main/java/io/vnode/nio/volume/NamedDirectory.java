package io.vnode.nio.volume;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.HashSet;
import java.util.Set;

/**
 * A directory of a host that cannot hold one open: it is whatever its path leads to. Such hosts are
 * in memory or in archives, or have no such thing as a directory handle.
 */
final class NamedDirectory extends HostDirectory {
  NamedDirectory(Path path) {
    super(path);
  }

  @Override
  boolean enter() {
    return true;
  }

  @Override
  void leave() {}

  @Override
  Path at(Path name) {
    return path().resolve(name);
  }

  @Override
  <V extends FileAttributeView> V view(Path name, Class<V> type) {
    Path path = name == null ? path() : at(name);
    return Files.getFileAttributeView(path, type, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  SeekableByteChannel open(
      Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    try {
      return Files.newByteChannel(at(name), all, attributes);
    } catch (IllegalArgumentException e) {
      return Files.newByteChannel(at(name), options, attributes); // Zipfs has no links to follow.
    }
  }

  @Override
  HostDirectory directory(Path name) {
    return new NamedDirectory(at(name));
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // The caller closes it.
  DirectoryStream<Path> entries() throws IOException {
    return Files.newDirectoryStream(path());
  }

  @Override
  void deleteFile(Path name) throws IOException {
    Files.delete(at(name));
  }

  @Override
  void deleteDirectory(Path name) throws IOException {
    Files.delete(at(name));
  }

  @Override
  void move(Path name, HostDirectory to, Path newName) throws IOException {
    Path target = to.path().resolve(newName);
    try {
      Files.move(at(name), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
      Files.move(at(name), target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
