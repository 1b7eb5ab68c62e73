package io.vnode.mem.format;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vnode.nio.FileData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tree that is made of the members of an archive, whom it does not trust.
 *
 * <p>A name that is absolute or goes up, that goes through something else than a directory, or that
 * came before is refused, and so is a link that leads out of the tree: a hard link to what is not
 * in the archive, a symbolic one that goes up above the top. An absolute symbolic link stays as it
 * is, since the top is the root of whoever follows it. How much there may be is for the target to
 * say.
 */
final class TreeBuilder {
  static final String USER = "user.";

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path top;
  private final MemberAttributes attributes;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /** The directories that are there for sure, and whether they came with the archive. */
  private final Map<Path, Boolean> directories = new HashMap<>();

  /** What was made of regular files, which alone hard links may lead to. */
  private final Set<Path> files = new HashSet<>();

  /** The directories that the archive names, which get their attributes when they are full. */
  private final Deque<Pending> pending = new ArrayDeque<>();

  private final Set<Path> named = new HashSet<>();

  private record Pending(Path path, Member member) {}

  /** Nothing yet, below the directory {@code top}. */
  TreeBuilder(Path top) {
    this.top = top;
    this.attributes = new MemberAttributes(top.getFileSystem());
    directories.put(top, false);
  }

  /**
   * Makes a member.
   *
   * @param pieces of a sparse file those that are no holes, in order; null for any other
   * @param contents where the contents of a regular file are read to their end
   */
  void add(Member member, List<FileData.Range> pieces, InputStream contents) throws IOException {
    Path path = place(member, member.name());
    if (member.isDirectory()) {
      addDirectory(member, path);
      return;
    }
    if (path.equals(top)) {
      throw refusal(member, "has no name");
    }
    requireParent(member, path);
    try {
      make(member, path, pieces, contents);
    } catch (FileAlreadyExistsException e) {
      FileSystemException refusal = refusal(member, "has a name that came before");
      refusal.initCause(e);
      throw refusal;
    }
    if (!member.isHardLink()) {
      attributes.apply(member, path);
    }
  }

  /** Gives the directories their attributes, the innermost first. */
  void finish() throws IOException {
    while (!pending.isEmpty()) {
      Pending directory = pending.pop();
      attributes.apply(directory.member(), directory.path());
    }
  }

  // ---------------------------------------------------------------- names

  /** The path that {@code name}, of or in {@code member}, stands for. */
  private Path place(Member member, String name) throws FileSystemException {
    if (name.startsWith("/")) {
      throw refusal(member, "has an absolute name");
    }
    Path path = top;
    for (String part : parts(name)) {
      if (part.equals("..")) {
        throw refusal(member, "leads out of the archive");
      }
      if (part.indexOf('\0') >= 0) {
        throw refusal(member, "has a name with a NUL");
      }
      path = path.resolve(part);
    }
    return path;
  }

  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>(Arrays.asList(name.split("/+")));
    parts.removeIf(part -> part.isEmpty() || part.equals("."));
    return parts;
  }

  /** Makes the directories above {@code path} that are missing, and follows no link on the way. */
  private void requireParent(Member member, Path path) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path up = path.getParent(); !directories.containsKey(up); up = up.getParent()) {
      missing.push(up);
    }
    for (Path directory : missing) {
      makeDirectory(member, directory);
    }
  }

  private void makeDirectory(Member member, Path directory) throws IOException {
    boolean isNew = !Files.exists(directory, NOFOLLOW_LINKS);
    if (isNew) {
      Files.createDirectory(directory);
    } else if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
      throw refusal(member, "goes through " + top.relativize(directory) + ", no directory");
    }
    directories.put(directory, isNew);
  }

  private static FileSystemException refusal(Member member, String why) {
    return new FileSystemException(
        member.shown(), member.target(), "refused: a member of the archive that " + why);
  }

  // ---------------------------------------------------------------- kinds

  /** A directory that was there before, as the top was, keeps its attributes. */
  private void addDirectory(Member member, Path path) throws IOException {
    if (!named.add(path)) {
      throw refusal(member, "has a name that came before");
    }
    if (!directories.containsKey(path)) {
      requireParent(member, path);
      makeDirectory(member, path);
    }
    if (directories.get(path)) {
      pending.push(new Pending(path, member));
    }
  }

  private void make(Member member, Path path, List<FileData.Range> pieces, InputStream contents)
      throws IOException {
    switch (member.kind()) {
      case REGULAR -> {
        if (member.isHardLink()) {
          Files.createLink(path, linked(member));
        } else {
          fill(path, pieces, contents, member.size());
        }
        files.add(path);
      }
      case SYMLINK -> {
        requireWithin(member, path);
        Files.createSymbolicLink(path, path.getFileSystem().getPath(member.target()));
      }
      default -> attributes.makeSpecial(member, path);
    }
  }

  private Path linked(Member member) throws FileSystemException {
    Path first = place(member, member.target());
    if (!files.contains(first)) {
      throw refusal(member, "is a link to no file before it");
    }
    return first;
  }

  /** Requires that the link at {@code path} does not go up farther than to the top. */
  private void requireWithin(Member member, Path path) throws FileSystemException {
    if (member.target().isEmpty()) {
      throw refusal(member, "is a link to nothing");
    }
    if (member.target().startsWith("/")) {
      return;
    }
    int depth = path.getNameCount() - top.getNameCount() - 1;
    for (String part : parts(member.target())) {
      depth += part.equals("..") ? -1 : 1;
      if (depth < 0) {
        throw refusal(member, "is a link that leads out of the archive");
      }
    }
  }

  private void fill(Path path, List<FileData.Range> pieces, InputStream contents, long size)
      throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      if (pieces == null) {
        copy(contents, Long.MAX_VALUE, channel);
      } else {
        fillPieces(pieces, contents, size, channel);
      }
    }
  }

  /** Writes the pieces and steps over the holes between them, which are as long as they like. */
  private void fillPieces(
      List<FileData.Range> pieces, InputStream contents, long size, SeekableByteChannel channel)
      throws IOException {
    long end = 0;
    for (FileData.Range piece : pieces) {
      contents.skipNBytes(piece.from() - end);
      channel.position(piece.from());
      copy(contents, piece.length(), channel);
      end = piece.from() + piece.length();
    }
    if (channel.size() < size) {
      channel.position(size - 1).write(ByteBuffer.wrap(new byte[1])); // Ends the last hole.
    }
  }

  /** Copies what comes, at most {@code length} bytes. */
  private void copy(InputStream contents, long length, SeekableByteChannel channel)
      throws IOException {
    long left = length;
    int read;
    do {
      read = contents.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      left -= read;
    } while (read > 0 && left > 0);
  }
}
