package io.vnode.mem.format;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The walk over a tree that writes each file it meets into an archive. */
final class TreeArchiver extends SimpleFileVisitor<Path> {
  private final MemberWriter archive;
  private final FileFacts facts;

  /** The names of the directories that the walk is in, each with a slash; the innermost first. */
  private final Deque<String> prefixes = new ArrayDeque<>();

  /** What files with several names are called in the archive, by their key. */
  private final Map<Object, String> names = new HashMap<>();

  TreeArchiver(Path tree, MemberWriter archive) throws IOException {
    this.archive = archive;
    this.facts = new FileFacts(tree);
  }

  private String nameOf(Path file) {
    return prefixes.isEmpty() ? "" : prefixes.element() + file.getFileName();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    String name = nameOf(directory);
    archive.write(facts.member(name, directory, attributes), directory);
    prefixes.push(name.isEmpty() ? "" : name + "/");
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException failure)
      throws IOException {
    prefixes.pop();
    return super.postVisitDirectory(directory, failure);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Member member = facts.member(nameOf(file), file, attributes);
    String first = firstName(member, file, attributes);
    archive.write(first == null ? member : member.linkTo(first), file);
    return FileVisitResult.CONTINUE;
  }

  /** The name under which the file is in the archive already, or null. */
  private String firstName(Member member, Path file, BasicFileAttributes attributes)
      throws IOException {
    Object key = attributes.fileKey();
    if (!archive.hasHardLinks()
        || !member.hasContents()
        || key == null
        || !facts.hasOtherNames(file)) {
      return null;
    }
    return names.putIfAbsent(key, member.name());
  }
}
