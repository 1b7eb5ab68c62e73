package io.vnode.tck;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where one check works: a directory of a file system, which is removed when the check is done. */
final class Place implements AutoCloseable {
  private final FileSystemUnderTest subject;
  private final boolean closing;
  private final String name;
  private FileSystem fileSystem;
  private volatile boolean givenUp;

  private Place(FileSystemUnderTest subject, FileSystem fileSystem, boolean closing, String name) {
    this.subject = subject;
    this.fileSystem = fileSystem;
    this.closing = closing;
    this.name = name;
  }

  /** A new directory called {@code name}; {@code closing} if the file system ends with it. */
  static Place of(FileSystemUnderTest subject, FileSystem fileSystem, boolean closing, String name)
      throws IOException {
    Place place = new Place(subject, fileSystem, closing, name);
    if (!subject.isPopulated()) {
      Files.createDirectory(place.directory());
    }
    return place;
  }

  FileSystem fileSystem() {
    return fileSystem;
  }

  Path directory() {
    Path base = subject.base(fileSystem);
    return subject.isPopulated() ? base : base.resolve(name);
  }

  /** Where to find out what the file system offers. */
  Capability.Site site() {
    return new Capability.Site(subject, fileSystem, directory());
  }

  /** Closes the file system and opens what it left. */
  void reopen() throws IOException {
    fileSystem = subject.reopen(fileSystem);
  }

  /** Leaves the file system as it is: it hangs, and whoever cleans up would hang as well. */
  void giveUp() {
    givenUp = true;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  @Override
  public void close() throws IOException {
    if (givenUp) {
      return;
    }
    if (closing) {
      fileSystem.close();
    } else if (!subject.isPopulated()) {
      Removal.of(seenByAll());
    }
  }

  private Path seenByAll() throws IOException {
    FileSystemUnderTest.Users users = subject.users();
    return users.areKnown()
        ? users.acting().as(fileSystem, users.superuser()).getPath(directory().toString())
        : directory();
  }
}
