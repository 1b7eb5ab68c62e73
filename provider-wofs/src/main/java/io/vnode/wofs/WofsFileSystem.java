package io.vnode.wofs;

import io.vnode.nio.InodeView;
import io.vnode.nio.TreeSettings;
import io.vnode.nio.VfsFileSystem;
import io.vnode.nio.VfsUri;
import io.vnode.nio.VfsUsers;
import io.vnode.wofs.format.Commit;
import io.vnode.wofs.format.CommitLog;
import io.vnode.wofs.format.ImageFile;
import io.vnode.wofs.format.ImageSite;
import io.vnode.wofs.format.TreeImage;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file system in an image: a tree in memory, which is committed to the image when it is closed,
 * and when somebody asks for it.
 */
public final class WofsFileSystem extends VfsFileSystem {
  private static final System.Logger LOGGER = System.getLogger(WofsFileSystem.class.getName());

  private final WofsVolume volume;
  private final ImageKeeper keeper;
  private final WofsView view;
  private final String notice;

  private WofsFileSystem(
      WofsProvider provider,
      VfsUri address,
      WofsVolume volume,
      ImageKeeper keeper,
      VfsUsers users,
      int umask,
      String notice) {
    super(provider, address, volume, users.principals(), users.acting(), umask);
    this.volume = volume;
    this.keeper = keeper;
    this.view = new WofsView(volume, keeper);
    this.notice = notice;
  }

  /**
   * Mounts the image at {@code image}, a path of any provider.
   *
   * @param settings those of the package; none for the standard ones
   * @throws WofsFormatException if it is no image, or a damaged one
   * @throws IllegalArgumentException naming the setting that is wrong, and what it takes
   */
  public static WofsFileSystem mount(Path image, Map<String, ?> settings) throws IOException {
    return (WofsFileSystem) WofsProvider.installed().open(image, settings);
  }

  static WofsFileSystem open(
      WofsProvider provider, VfsUri address, Path image, WofsSettings settings) throws IOException {
    ImageLock lock = settings.isReadOnly() ? null : ImageLock.of(image);
    Closeable held = lock == null ? () -> {} : lock;
    WofsFileSystem opened = null;
    try {
      PathSite site = new PathSite(image, settings.get(WofsSettings.LOAD));
      String left = lock == null ? "" : lock.left();
      opened = open(provider, address, site, held, settings, left);
      return opened;
    } finally {
      if (opened == null) {
        held.close();
      }
    }
  }

  /**
   * Mounts the image at {@code site}.
   *
   * @param lock what keeps others away, closed in the end
   * @param left the number of a process that had it mounted and died, or empty
   */
  static WofsFileSystem open(
      WofsProvider provider,
      VfsUri address,
      ImageSite site,
      Closeable lock,
      WofsSettings settings,
      String left)
      throws IOException {
    VfsUsers users = settings.users();
    if (site.size() == 0) {
      long now = settings.volumeOptions().clock().now();
      ImageKeeper none = ImageKeeper.ofNone(site, lock, settings, now);
      return of(provider, address, settings, users, none, null, "");
    }
    ImageFile image = site.open(!settings.isReadOnly());
    WofsFileSystem opened = null;
    try {
      CommitLog log = CommitLog.read(image, settings.get(WofsSettings.RECOVER));
      Mountable mountable = Mountable.find(image, log, settings);
      ImageKeeper keeper = ImageKeeper.of(site, lock, settings, image, mountable.log());
      String notice = Notices.of(site.name(), log, mountable, left);
      opened = of(provider, address, settings, users, keeper, mountable.tree(), notice);
      return opened;
    } finally {
      if (opened == null) {
        image.close();
      }
    }
  }

  private static WofsFileSystem of(
      WofsProvider provider,
      VfsUri address,
      WofsSettings settings,
      VfsUsers users,
      ImageKeeper keeper,
      TreeImage tree,
      String notice)
      throws IOException {
    WofsVolume volume = new WofsVolume(settings, keeper, users.acting());
    volume.load(tree);
    if (!notice.isEmpty()) {
      LOGGER.log(Level.WARNING, notice);
    }
    int umask = settings.get(TreeSettings.UMASK);
    return new WofsFileSystem(provider, address, volume, keeper, users, umask, notice);
  }

  @Override
  protected InodeView ownView() {
    return view;
  }

  /**
   * What there was to be said of the image when it was mounted: that the process which had it
   * mounted died, that a commit was never finished, that something is damaged.
   */
  public Optional<String> notice() {
    return notice.isEmpty() ? Optional.empty() : Optional.of(notice);
  }

  /**
   * Commits what has changed since the last commit, so that it outlasts a crash; nothing, if
   * nothing has. It is done when the file system is closed, too.
   *
   * @return the number of the last commit; zero when there is none
   */
  public long commit() throws IOException {
    requireWritable();
    return volume.commit();
  }

  /**
   * Writes all there is to a new image, without the commits that were made before, and puts that in
   * the place of the old one.
   *
   * @return the number of the one commit that it has
   */
  public long compact() throws IOException {
    requireWritable();
    return volume.compact().number();
  }

  /** Closes this without a commit: what has changed since the last one is lost. */
  public void abandon() throws IOException {
    volume.abandon();
    close();
  }

  /**
   * Seals all there is, as {@code mode=worm} does: for good, and whatever mode it is mounted in
   * later.
   */
  public void seal() throws IOException {
    requireWritable();
    volume.sealAll(false);
  }

  private void requireWritable() throws IOException {
    if (isReadOnly()) {
      throw new FileSystemException(keeper.name(), null, "is mounted read-only");
    }
  }

  /** The commits that the image has. */
  List<Commit> commits() {
    return keeper.commits();
  }
}
