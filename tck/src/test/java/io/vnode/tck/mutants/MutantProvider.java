package io.vnode.tck.mutants;

import static io.vnode.tck.mutants.DelegatingPath.behind;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * The provider of memfs behind paths of {@link MutantFileSystem}: it does as it is told, and its
 * subclasses do one thing wrong.
 */
class MutantProvider extends FileSystemProvider {
  final MutantFileSystem fileSystem;
  final FileSystemProvider memfs;

  MutantProvider(MutantFileSystem fileSystem) {
    this.fileSystem = fileSystem;
    this.memfs = fileSystem.view().provider();
  }

  // ---------------------------------------------------------------- what faults change

  /** The channel in the place of {@code opened}. */
  FileChannel channel(FileChannel opened, Path path, Set<OpenOption> options) throws IOException {
    return opened;
  }

  /** The options in the place of {@code options}. */
  Set<OpenOption> options(Path path, Set<OpenOption> options) throws IOException {
    return options;
  }

  /** The names that a listing shows in the place of {@code names}. */
  List<Path> listing(List<Path> names) {
    return names;
  }

  /** The attributes in the place of {@code attributes}, which may be changed. */
  Map<String, Object> attributes(Path path, Map<String, Object> attributes) throws IOException {
    return attributes;
  }

  /** The view in the place of {@code view}, which is not null. */
  <V extends FileAttributeView> V view(Path path, Class<V> type, V view) {
    return view;
  }

  /** The names of views in the place of {@code views}. */
  Set<String> views(Set<String> views) {
    return views;
  }

  // ---------------------------------------------------------------- opening

  @Override
  public String getScheme() {
    return memfs.getScheme();
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) throws IOException {
    return memfs.newFileSystem(uri, env);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return memfs.getFileSystem(uri);
  }

  @Override
  public Path getPath(URI uri) {
    return fileSystem.wrapped(memfs.getPath(uri));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Set<OpenOption> asked = new HashSet<>(options);
    FileChannel opened =
        memfs.newFileChannel(behind(path), options(behind(path), new HashSet<>(asked)), attributes);
    return channel(opened, behind(path), asked);
  }

  @Override
  public AsynchronousFileChannel newAsynchronousFileChannel(
      Path path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attributes)
      throws IOException {
    return memfs.newAsynchronousFileChannel(behind(path), options, executor, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> stream =
        memfs.newDirectoryStream(
            behind(directory), path -> filter.accept(fileSystem.wrapped(path)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        List<Path> names = new ArrayList<>();
        stream.forEach(path -> names.add(fileSystem.wrapped(path)));
        return listing(names).iterator();
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  // ---------------------------------------------------------------- names

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    memfs.createDirectory(behind(directory), attributes);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    memfs.createSymbolicLink(behind(link), behind(target), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    memfs.createLink(behind(link), behind(existing));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return fileSystem.wrapped(memfs.readSymbolicLink(behind(link)));
  }

  @Override
  public void delete(Path path) throws IOException {
    memfs.delete(behind(path));
  }

  @Override
  public boolean deleteIfExists(Path path) throws IOException {
    return memfs.deleteIfExists(behind(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    memfs.copy(behind(source), behind(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    memfs.move(behind(source), behind(target), options);
  }

  // ---------------------------------------------------------------- asking

  @Override
  public boolean isSameFile(Path path, Path path2) throws IOException {
    return memfs.isSameFile(behind(path), behind(path2));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return memfs.isHidden(behind(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return memfs.getFileStore(behind(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    memfs.checkAccess(behind(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    V view = memfs.getFileAttributeView(behind(path), type, options);
    return view == null ? null : view(behind(path), type, view);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return memfs.readAttributes(behind(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return attributes(
        behind(path),
        new java.util.HashMap<>(memfs.readAttributes(behind(path), attributes, options)));
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    memfs.setAttribute(behind(path), attribute, value, options);
  }
}
