package io.vnode.projfs;

import io.vnode.nio.VfsUri;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The way to projections that does not go by a URI. */
public final class ProjFs {
  private ProjFs() {}

  /** A projection that is put together entry by entry. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Opens the projection that the file {@code definition} describes.
   *
   * @param env settings and variables; see the package
   * @throws io.vnode.projfs.pdl.PdlException with all that is wrong in it
   * @throws IllegalArgumentException naming the setting that is wrong, and what it takes
   */
  public static ProjFileSystem open(Path definition, Map<String, ?> env) throws IOException {
    return (ProjFileSystem) ProjFsProvider.installed().open(definition, env);
  }

  /** Whether {@code key} of {@code env} is that of a variable, and not of a setting. */
  public static boolean isVariable(String key) {
    return ProjSettings.isVariable(key);
  }

  /** What stays read-only in a portal: names, and globs of names and of paths from the portal. */
  public static List<String> protect(String... globs) {
    return List.of(globs);
  }

  /** A projection that is being put together; used by one thread, once. */
  public static final class Builder {
    private final Draft draft = new Draft(false);
    private final List<Portal> portals = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private boolean lazy;
    private boolean links = true;
    private boolean security;
    private boolean userAttributes;
    private Duration cache = Duration.ZERO;

    private Builder() {}

    /** An empty directory, or one that is not empty by what is declared in it. */
    public Builder directory(String path) {
      draft.addDirectory(CanonicalPath.of(path));
      return this;
    }

    /** The file {@code source}, shown at {@code path}. */
    public Builder file(String path, Path source, ProjAccess access) {
      draft.addLink(CanonicalPath.of(path), source, access, null);
      files.add(source);
      return this;
    }

    /** What is in the directory {@code source}, shown in {@code path}. */
    public Builder portal(String path, Path source, ProjAccess access) {
      return portal(path, source, access, List.of());
    }

    /** As the other, with names that stay read-only: see {@link ProjFs#protect}. */
    public Builder portal(String path, Path source, ProjAccess access, List<String> protects) {
      List<String> names = CanonicalPath.of(path);
      portals.add(new Portal(names, source, draft.addLink(names, source, access, protects)));
      return this;
    }

    /** Lets no link in a portal be followed or made. */
    public Builder refuseSymlinks() {
      links = false;
      return this;
    }

    /** Lets owners and permissions be changed where anything can be written. */
    public Builder allowSecurityChanges() {
      security = true;
      return this;
    }

    /**
     * Lets sources come later: what is missing is listed, is not there for whoever touches it, and
     * is found when it has come.
     */
    public Builder lazySources() {
      lazy = true;
      return this;
    }

    /** Lets user attributes be those of the sources. */
    public Builder allowUserAttributes() {
      userAttributes = true;
      return this;
    }

    /**
     * Lets attributes in portals, and where names lead, be taken to be what they were {@code age}
     * ago at most, so that the source is not asked each time.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder cacheAttributes(Duration age) {
      if (age.isNegative()) {
        throw new IllegalArgumentException("attributes cannot be cached for " + age);
      }
      cache = age;
      return this;
    }

    /**
     * The projection.
     *
     * @throws java.nio.file.NoSuchFileException when a source is not there
     * @throws IOException when one is not of the kind that it should be, or cannot be read
     */
    public ProjFileSystem build() throws IOException {
      for (Path file : files) {
        Portal.requireSource(file, false, lazy);
      }
      for (Portal portal : portals) {
        Portal.requireSource(portal.source(), true, lazy);
      }
      return ProjFsProvider.installed().open(this);
    }

    ProjFileSystem mount(ProjFsProvider provider, VfsUri address) throws IOException {
      ProjSettings settings =
          new ProjSettings(false, lazy, links, security, userAttributes, cache, false, Map.of());
      Sources sources = new Sources(Path.of(""));
      return Portal.mountAll(provider, address, draft, sources, settings, portals);
    }
  }
}
