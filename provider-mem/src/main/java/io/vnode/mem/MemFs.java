package io.vnode.mem;

import io.vnode.engine.AtimePolicy;
import io.vnode.mem.format.Archives;
import io.vnode.nio.Setting;
import io.vnode.nio.TreeCopy;
import io.vnode.nio.TreeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The front door of memfs: file systems in memory, made in Java rather than by URI. */
public final class MemFs {
  private MemFs() {}

  /** A builder of a file system with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** A new file system with nothing set, under a name that nobody else has. */
  public static MemFileSystem create() {
    return builder().build();
  }

  /**
   * A new file system with nothing set that holds a copy of what is in {@code tree}.
   *
   * @see Builder#load
   */
  public static MemFileSystem load(Path tree) throws IOException {
    return builder().load(tree);
  }

  /**
   * Writes the directory {@code tree} of any file system, with all that is below it, to the file
   * {@code archive} of any file system, which lies outside of it: as {@code .tar}, {@code .tar.gz}
   * or {@code .zip}, as its name says. Apache Commons Compress must be there.
   *
   * <p>A tar keeps links of both kinds, modes, owners, extended attributes, special files, holes
   * and the time of modification to the nanosecond; a zip symbolic links, modes, the numbers of
   * owners and that time to 100 ns. The archive appears when it is complete; one that was there
   * stays when this fails. To save a tree that others change meanwhile, save one made from a
   * {@linkplain MemFileSystem#snapshot snapshot} of it.
   *
   * @throws IllegalArgumentException for a name that says no format
   * @throws IllegalStateException without Apache Commons Compress
   */
  public static void save(Path tree, Path archive) throws IOException {
    Archives.save(tree, archive);
  }

  /**
   * Copies {@code from} and all that is below it, so that {@code to} is its copy: between any two
   * file systems, with links, names of one file, permissions, times and what else both know.
   *
   * @see TreeCopy#copy
   */
  public static void copyTree(Path from, Path to) throws IOException {
    TreeCopy.copy(from, to);
  }

  /**
   * What a new memfs shall be. Each method has the name of the key that sets the same in the env
   * map of {@code FileSystems.newFileSystem}, and refuses at once what it does not take.
   */
  public static final class Builder {
    private final MemSettings settings = new MemSettings();
    private String name;

    private Builder() {}

    /** The authority of its URIs: {@code memfs://name/}; without it one that nobody else has. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** Bytes that all files together may take up; half the heap unless set. */
    public Builder capacity(long bytes) {
      return set(MemSettings.CAPACITY, bytes);
    }

    /** As {@link #capacity(long)}, with a unit: {@code 1 GiB}. */
    public Builder capacity(String size) {
      return set(MemSettings.CAPACITY, size);
    }

    /** How many files, directories and links there may be; one for each KiB of heap unless set. */
    public Builder inodes(long count) {
      return set(MemSettings.INODES, count);
    }

    /** Bytes that one file may be long; without a limit unless set. */
    public Builder maxFileSize(long bytes) {
      return set(MemSettings.MAX_FILE_SIZE, bytes);
    }

    /** As {@link #maxFileSize(long)}, with a unit: {@code 2 GiB}. */
    public Builder maxFileSize(String size) {
      return set(MemSettings.MAX_FILE_SIZE, size);
    }

    /** The permissions that new files do not get; 022 unless set. */
    public Builder umask(int umask) {
      return set(TreeSettings.UMASK, umask);
    }

    /**
     * Who acts, and owns {@code /}. Unless set it is the user of the system property {@code
     * user.name}, but never root: then it is one called {@code user}.
     */
    public Builder user(String name) {
      return set(TreeSettings.USER, name);
    }

    /** The acting user's primary group; one of the user's own name unless set. */
    public Builder group(String name) {
      return set(TreeSettings.GROUP, name);
    }

    /** Further groups of the acting user. */
    public Builder groups(String... names) {
      return set(TreeSettings.GROUPS, List.of(names));
    }

    /** Users that there are besides root and the one who acts. */
    public Builder users(String... names) {
      return set(TreeSettings.USERS, List.of(names));
    }

    /** Whether permissions are checked; they are unless set. */
    public Builder permissions(boolean checked) {
      return set(TreeSettings.PERMISSIONS, checked);
    }

    /** When a read renews the access time; {@link AtimePolicy#RELATIME} unless set. */
    public Builder atime(AtimePolicy policy) {
      return set(MemSettings.ATIME, policy);
    }

    /** Where the times of files come from; the machine's clock unless set. */
    public Builder clock(InstantSource clock) {
      return set(TreeSettings.CLOCK, clock);
    }

    /**
     * What is in it from the beginning, instead of {@code /tmp}. What is not set is as it was set
     * for the file system that the snapshot was taken of: users, limits, clock; not its faults.
     */
    public Builder from(MemSnapshot snapshot) {
      return set(MemSettings.FROM, snapshot);
    }

    /** What shall go wrong; nothing unless set. */
    public Builder faults(Faults plan) {
      return set(MemSettings.FAULTS, plan);
    }

    /** Whether one lock guards everything, against which the fine locks are tested. */
    Builder coarseLocks(boolean coarse) {
      return set(MemSettings.COARSE_LOCKS, coarse);
    }

    private Builder set(Setting<?> setting, Object value) {
      settings.set(setting, value);
      return this;
    }

    /**
     * The file system, filled with a copy of what is in {@code tree}: a directory, or a tar, {@code
     * .tar.gz} or zip archive, of any file system. Files belong to whoever acts, but to their
     * owners if that is root.
     *
     * <p>Of an archive nothing is trusted: a name or link that leads out of it and a name that
     * comes twice are refused, and {@link #capacity} and {@link #inodes} limit what it may hold.
     *
     * @throws FileSystemAlreadyExistsException when one of this name is open
     * @throws IOException when something in {@code tree} cannot be read, copied or accepted; there
     *     is no file system then
     * @throws IllegalStateException for an archive without Apache Commons Compress
     */
    public MemFileSystem load(Path tree) throws IOException {
      boolean directory = Files.readAttributes(tree, BasicFileAttributes.class).isDirectory();
      MemFileSystem loaded = build();
      boolean done = false;
      try {
        if (directory) {
          copyTree(tree.toRealPath(), loaded.getPath("/"));
        } else {
          Archives.load(tree, loaded.getPath("/"));
        }
        done = true;
        return loaded;
      } finally {
        if (!done) {
          loaded.close();
        }
      }
    }

    /**
     * The file system.
     *
     * @throws FileSystemAlreadyExistsException when one of this name is open
     */
    public MemFileSystem build() {
      String authority = name == null ? UUID.randomUUID().toString() : name;
      try {
        URI uri = new URI(MemFsProvider.SCHEME, authority, "/", null, null);
        return (MemFileSystem) MemFsProvider.installed().newFileSystem(uri, settings.toEnv());
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException(
            MemFsProvider.SCHEME + ": name: '" + authority + "' is not an authority of a URI", e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
