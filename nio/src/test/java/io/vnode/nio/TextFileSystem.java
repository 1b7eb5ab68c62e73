package io.vnode.nio;

import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;

/** A file system that has paths and not one file: what the tests of paths stand on. */
final class TextFileSystem extends FileSystem implements PathHost {
  private final VfsUri address;
  private final VfsPath workingDirectory;

  /** The one path that is said to lead to a directory, or null. */
  VfsPath directory;

  /** What the last call of {@link #realPath} or {@link #register} was given. */
  List<Object> lastCall = List.of();

  TextFileSystem(String uri, String workingDirectory) {
    this.address = VfsUri.of(URI.create(uri));
    this.workingDirectory = VfsPath.of(this, workingDirectory);
  }

  /** The {@code Path.of(URI)} of a provider whose only file system this is. */
  VfsPath getPath(URI uri) {
    if (!VfsUri.of(uri).equals(address)) {
      throw new IllegalArgumentException(uri + " is not of " + address);
    }
    return VfsPath.ofUriPath(this, VfsUri.path(uri));
  }

  @Override
  public VfsPath getPath(String first, String... more) {
    return VfsPath.of(this, first, more);
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    return PathMatchers.of(syntax(), syntaxAndPattern);
  }

  @Override
  public FileSystem fileSystem() {
    return this;
  }

  @Override
  public PathSyntax syntax() {
    return UnixPathSyntax.INSTANCE;
  }

  @Override
  public VfsUri address() {
    return address;
  }

  @Override
  public VfsPath workingDirectory() {
    return workingDirectory;
  }

  @Override
  public VfsPath realPath(VfsPath path, boolean followLinks) {
    lastCall = List.of(path, followLinks);
    return path.toAbsolutePath().normalize();
  }

  @Override
  public boolean isDirectory(VfsPath path) {
    return path.toAbsolutePath().equals(directory);
  }

  @Override
  public WatchKey register(
      VfsPath path,
      WatchService watcher,
      WatchEvent.Kind<?>[] events,
      WatchEvent.Modifier... modifiers) {
    lastCall = List.of(path, List.of(events), List.of(modifiers));
    return null;
  }

  @Override
  public String getSeparator() {
    return String.valueOf(syntax().separator());
  }

  @Override
  public FileSystemProvider provider() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }
}
