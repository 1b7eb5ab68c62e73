package io.vnode.tck.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A tree of files reached through {@code java.nio.file}: a memfs or the host's own. */
final class NioSubject implements Subject {
  private static final String DONE = "done";
  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NOFOLLOW = {NOFOLLOW_LINKS};

  private final Path root;
  private final Manners manners;
  private final Map<Integer, FileChannel> held;

  /**
   * The tree below {@code root}, which is absolute and without links.
   *
   * @param held the open files, which several users of one tree share
   */
  NioSubject(Path root, Manners manners, Map<Integer, FileChannel> held) {
    this.root = root;
    this.manners = manners;
    this.held = held;
  }

  private Path path(String text) {
    return root.resolve(text.replace("/", root.getFileSystem().getSeparator()));
  }

  /** The text of {@code path}; of an absolute one, what follows that of the root. */
  static String insideRoot(Path root, Path path) {
    String text = path.toString();
    String inside = path.startsWith(root) ? text.substring(root.toString().length()) : text;
    return inside.replace(root.getFileSystem().getSeparator(), "/");
  }

  private String insideRoot(Path path) {
    return insideRoot(root, path);
  }

  private static LinkOption[] links(boolean follow) {
    return follow ? FOLLOW : NOFOLLOW;
  }

  private FileAttribute<?>[] attributes(int permissions) {
    return manners.posix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(Replay.permissions(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public Object createFile(String path, int permissions) throws IOException {
    Files.createFile(path(path), attributes(permissions));
    return DONE;
  }

  @Override
  public Object createDirectory(String path, int permissions) throws IOException {
    Files.createDirectory(path(path), attributes(permissions));
    return DONE;
  }

  @Override
  public Object createSymbolicLink(String path, String target) throws IOException {
    Files.createSymbolicLink(path(path), Replay.target(root, target));
    return DONE;
  }

  @Override
  public Object createLink(String path, String existing) throws IOException {
    Files.createLink(path(path), path(existing));
    return DONE;
  }

  @Override
  public Object delete(String path) throws IOException {
    Files.delete(path(path));
    return DONE;
  }

  @Override
  public Object deleteIfExists(String path) throws IOException {
    return Files.deleteIfExists(path(path));
  }

  @Override
  public Object move(String from, String to, Set<CopyOption> options) throws IOException {
    Files.move(path(from), path(to), options.toArray(CopyOption[]::new));
    return DONE;
  }

  @Override
  public Object copy(String from, String to, Set<CopyOption> options) throws IOException {
    Files.copy(path(from), path(to), options.toArray(CopyOption[]::new));
    return DONE;
  }

  @Override
  public Object write(String path, Set<OpenOption> options, String text) throws IOException {
    return Replay.write(path(path), text, options.toArray(OpenOption[]::new));
  }

  @Override
  public Object read(String path) throws IOException {
    return new String(Files.readAllBytes(path(path)), ISO_8859_1);
  }

  @Override
  public Object open(int handle, String path, Set<OpenOption> options) throws IOException {
    FileChannel opened = FileChannel.open(path(path), options);
    close(handle);
    held.put(handle, opened);
    return DONE;
  }

  @Override
  public Object close(int handle) throws IOException {
    FileChannel channel = held.remove(handle);
    if (channel != null) {
      channel.close();
    }
    return DONE;
  }

  @Override
  public Object writeHeld(int handle, String text) throws IOException {
    return held.get(handle).write(Replay.bytes(text));
  }

  @Override
  public Object writeHeldAt(int handle, String text, long position) throws IOException {
    return held.get(handle).write(Replay.bytes(text), position);
  }

  @Override
  public Object readHeld(int handle, int length) throws IOException {
    return Replay.read(held.get(handle), length);
  }

  @Override
  public Object readHeldAt(int handle, int length, long position) throws IOException {
    return Replay.read(held.get(handle), length, position);
  }

  @Override
  public Object truncateHeld(int handle, long size) throws IOException {
    held.get(handle).truncate(size);
    return DONE;
  }

  @Override
  public Object sizeOfHeld(int handle) throws IOException {
    return held.get(handle).size();
  }

  @Override
  public Object setPermissions(String path, int permissions) throws IOException {
    Files.setPosixFilePermissions(path(path), Replay.permissions(permissions));
    return DONE;
  }

  @Override
  public Object setMode(String path, int mode) throws IOException {
    Files.setAttribute(path(path), "unix:mode", mode);
    return DONE;
  }

  @Override
  public Object setOwner(String path, int uid) throws IOException {
    Files.setAttribute(path(path), "unix:uid", uid);
    return DONE;
  }

  @Override
  public Object setGroup(String path, int gid) throws IOException {
    Files.setAttribute(path(path), "unix:gid", gid);
    return DONE;
  }

  @Override
  public Object setModified(String path, long seconds) throws IOException {
    Files.setLastModifiedTime(path(path), Replay.seconds(seconds));
    return DONE;
  }

  private UserDefinedFileAttributeView userView(String path) {
    return Replay.user(path(path));
  }

  @Override
  public Object setUserAttribute(String path, String name, String value) throws IOException {
    return userView(path).write(name, Replay.bytes(value));
  }

  @Override
  public Object userAttribute(String path, String name) throws IOException {
    return Replay.userAttribute(path(path), name);
  }

  @Override
  public Object userAttributes(String path) throws IOException {
    return new TreeSet<>(userView(path).list()).toString();
  }

  @Override
  public Object deleteUserAttribute(String path, String name) throws IOException {
    userView(path).delete(name);
    return DONE;
  }

  @Override
  public Object attributes(String path, boolean follow) throws IOException {
    return NioTree.describe(path(path), manners, links(follow));
  }

  @Override
  public Object list(String path) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(path))) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    names.sort(null);
    return names;
  }

  @Override
  public Object readSymbolicLink(String path) throws IOException {
    return insideRoot(Files.readSymbolicLink(path(path)));
  }

  @Override
  public Object realPath(String path, boolean follow) throws IOException {
    return insideRoot(path(path).toRealPath(links(follow)));
  }

  @Override
  public Object isSameFile(String path, String other) throws IOException {
    return Files.isSameFile(path(path), path(other));
  }

  @Override
  public Object exists(String path, boolean follow) {
    return Files.exists(path(path), links(follow));
  }

  @Override
  public Object mismatch(String path, String other) throws IOException {
    return Files.mismatch(path(path), path(other));
  }

  @Override
  public Object access(String path) {
    return Replay.access(path(path));
  }
}
