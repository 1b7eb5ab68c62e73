package io.vnode.tck;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;

/**
 * Something that a file system offers or not.
 *
 * <p>Each can be found out through {@code java.nio.file}; the class of a provider says nothing. One
 * that is offered is held to all that is required of it, and one that is not offered must be
 * refused as specified.
 */
public enum Capability {
  READ_ONLY("nothing can be changed", Probes::readOnly),
  HARD_LINKS("a file has several names", Probes::hardLinks),
  SYMBOLIC_LINKS("a file names another path", Probes::symbolicLinks),
  POSIX_PERMISSIONS("owner, group and others have permissions", Probes::posixPermissions),
  PERMISSION_ENFORCEMENT("what permissions do not grant is denied", Probes::enforcement),
  OTHER_USERS("a second user and the superuser can act", Probes::otherUsers),
  UNIX_ATTRIBUTES("the view unix tells mode, link count and change time", Probes::unixAttributes),
  USER_ATTRIBUTES("attributes of one's own", Probes::userAttributes),
  DOS_ATTRIBUTES("the view dos tells four flags", Probes::dosAttributes),
  OPEN_UNLINKED("a removed file lives while it is open", Probes::openUnlinked),
  ATOMIC_RENAME_OVER("an atomic move replaces what is there", Probes::atomicRenameOver),
  FILE_CHANNELS("channels that read and write at places", Probes::fileChannels),
  SPARSE("a hole takes no room", Probes::sparse),
  MAP("files are mapped into memory", Probes::map),
  LOCKS("regions of files are locked", Probes::locks),
  SECURE_DIRECTORY_STREAM("operations relative to an open directory", Probes::secureStream),
  WATCH("directories are watched", Probes::watch),
  ASYNC("asynchronous channels", Probes::async),
  DELETE_ON_CLOSE("a file goes when it is closed", Probes::deleteOnClose),
  CASE_SENSITIVE("a and A are two names", Probes::caseSensitive),
  QUOTA("room is limited, and the description says to what", Probes::quota),
  NANOSECOND_TIMES("times are kept to the nanosecond", Probes::nanosecondTimes),
  WRITE_ONCE("a file that was written cannot be written again", Probes::writeOnce),
  PERSISTENT("what was written is there after closing and opening again", Probes::persistent),
  CLOSEABLE("the file system can be closed", Probes::closeable);

  /** Finds out whether something is offered; an exception says no. */
  @FunctionalInterface
  interface Probe {
    boolean offers(Site site) throws IOException;
  }

  /**
   * Where to find out.
   *
   * @param directory an empty one; where nothing can be made, that of the {@link Fixture}
   */
  record Site(FileSystemUnderTest subject, FileSystem fileSystem, Path directory) {
    Path path(String name) {
      return directory.resolve(name);
    }
  }

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // A method of Probes, which has no state.
  private final Probe probe;

  Capability(String words, Probe probe) {
    this.words = words;
    this.probe = probe;
  }

  /** What it is, in half a sentence. */
  public String words() {
    return words;
  }

  Probe probe() {
    return probe;
  }

  /** Whether the file system at {@code site} seems to have it. */
  boolean isOfferedAt(Site site) {
    try {
      return site.subject().isPopulated() ? FixtureProbes.offers(this, site) : probe.offers(site);
    } catch (IOException | RuntimeException | AssertionError e) {
      return false; // Whatever a provider says to what it cannot do.
    }
  }
}
