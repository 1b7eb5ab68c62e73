package io.vnode.wasi;

import com.google.common.io.Closer;
import io.vnode.engine.Credentials;
import io.vnode.engine.Directory;
import io.vnode.engine.Namespace;
import io.vnode.engine.OpenFile;
import io.vnode.engine.TreeVolume;
import io.vnode.engine.Volume;
import io.vnode.nio.NioErrors;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.volume.NioPolicy;
import io.vnode.nio.volume.NioVolume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory that a guest is given: what the guest calls it, and where it is in which namespace.
 *
 * <p>A directory of a file system of ours is used as it is. One of any other becomes a {@link
 * NioVolume}; so does one of ours that is to be read only and could be written, for then the volume
 * in front says EROFS, in the order in which the engine finds errors.
 */
final class Preopen implements Closeable {
  private static final String[] NO_NAMES = {};

  private final String name;
  private final Namespace namespace;
  private final Credentials who;
  private final int umask;
  private final OpenFile top;

  /** What was made for this guest alone; null for a file system of ours. */
  private final Volume own;

  private Preopen(
      String name, Namespace namespace, Credentials who, int umask, String[] names, Volume own)
      throws IOException {
    this.name = name;
    this.namespace = namespace;
    this.who = who;
    this.umask = umask;
    this.own = own;
    this.top =
        namespace.open(who, namespace.root(), names, 0, OpenFile.READ | OpenFile.DIRECTORY, 0);
  }

  /**
   * Opens {@code directory}, for a guest that calls it {@code name}.
   *
   * @throws NotDirectoryException when it is none
   * @throws IOException when it is not there or cannot be read
   */
  static Preopen open(String name, Path directory, WasiAccess access) throws IOException {
    boolean readOnly = access == WasiAccess.READ_ONLY;
    try {
      return directory.getFileSystem() instanceof VfsFileSystem ours
              && (!readOnly || isAllReadOnly(ours))
          ? openOurs(name, ours, directory)
          : openAny(name, directory, readOnly ? NioPolicy.READ_ONLY : NioPolicy.ANYTHING);
    } catch (IOException e) {
      throw NioErrors.of(e, directory);
    }
  }

  private static Preopen openAny(String name, Path directory, NioPolicy policy) throws IOException {
    Volume volume = new NioVolume(directory, policy);
    try {
      return new Preopen(name, new Namespace(volume), Credentials.ROOT, 0, NO_NAMES, volume);
    } catch (IOException | RuntimeException e) {
      volume.close();
      throw e;
    }
  }

  /** Whether nothing in {@code fileSystem} can be written; what projections show, some day can. */
  private static boolean isAllReadOnly(VfsFileSystem fileSystem) {
    return fileSystem.isReadOnly() && fileSystem.namespace().root().volume() instanceof TreeVolume;
  }

  private static Preopen openOurs(String name, VfsFileSystem ours, Path directory)
      throws IOException {
    List<String> names = new ArrayList<>();
    directory.toAbsolutePath().forEach(element -> names.add(element.toString()));
    return new Preopen(
        name,
        ours.namespace(),
        ours.credentials(),
        ours.umask(),
        names.toArray(String[]::new),
        null);
  }

  /** What the guest calls it. */
  String name() {
    return name;
  }

  Namespace namespace() {
    return namespace;
  }

  Credentials who() {
    return who;
  }

  /** The permissions that new files do not get. */
  int umask() {
    return umask;
  }

  OpenFile top() {
    return top;
  }

  /** Whether names in {@code other} are names for the same user in the same tree. */
  boolean isOneTreeWith(Preopen other) {
    return namespace == other.namespace && who.equals(other.who);
  }

  /** Where {@code ..} leads from {@code directory}; from the top, nowhere. */
  Directory parentOf(Directory directory) {
    return directory == top.inode() ? directory : namespace.parent(directory);
  }

  /** How many levels {@code directory}, which is in this tree, lies below the top. */
  int depthOf(Directory directory) {
    int depth = 0;
    Directory here = directory;
    while (here != top.inode() && here != namespace.root()) {
      here = namespace.parent(here);
      depth++;
    }
    return depth;
  }

  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      closer.register(own);
      closer.register(top);
    }
  }
}
