package io.vnode.projfs;

import io.vnode.engine.AtimePolicy;
import io.vnode.engine.Birth;
import io.vnode.engine.Errno;
import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.Usage;
import io.vnode.engine.VfsException;
import io.vnode.engine.Volume;
import io.vnode.engine.VolumeOptions;
import io.vnode.nio.volume.HostFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The directories and files of a projection. What is in portals are volumes of their own, mounted
 * in this one. Its inodes are made when somebody asks for them, and are there, one of each, for as
 * long as somebody holds them.
 */
final class ProjVolume extends Volume {
  private static final VolumeOptions OPTIONS =
      VolumeOptions.DEFAULT.withPermissions(false).withAtime(AtimePolicy.NEVER);

  /** Of a directory, which nobody can write. */
  private static final int PERMISSIONS = 0555;

  private static final int BLOCK_SIZE = 4096;

  private final Sources sources;
  private final int count;
  private final ProjSettings settings;

  /** Null unless sources may come later. */
  private final LatePortals late;

  private final ProjDirectory root;

  /**
   * The volume of {@code draft}.
   *
   * @param late what is to be told of whoever comes to a file or portal; null where all sources
   *     were there from the beginning
   */
  ProjVolume(Draft draft, Sources sources, ProjSettings settings, LatePortals late) {
    super(OPTIONS.withReadOnly(!draft.isWritable()));
    this.sources = sources;
    this.count = draft.count();
    this.settings = settings;
    this.late = late;
    this.root = new ProjDirectory(this, draft.root(), birth(Kind.DIRECTORY), null);
  }

  @Override
  public ProjDirectory root() {
    return root;
  }

  @Override
  public Usage usage() {
    return new Usage(ProjFsProvider.SCHEME, BLOCK_SIZE, 0, 0, count, 0);
  }

  /** The files of a projection are in other file systems, which are asked. */
  @Override
  protected boolean isHosted() {
    return true;
  }

  /** The inode of {@code node}, which is in {@code parent}. */
  Inode inode(Node node, ProjDirectory parent) {
    Inode known = node.inode();
    return known == null ? node.keep(make(node, parent)) : known;
  }

  /** Whether sources may come later. */
  boolean isLate() {
    return late != null;
  }

  /**
   * What somebody has come to who has looked up {@code node} in {@code parent}, of a volume that is
   * late: its source must be there by now.
   */
  Inode comeTo(Node node, ProjDirectory parent) throws IOException {
    Inode inode = inode(node, parent);
    if (node instanceof LinkNode link) {
      late.require(link, inode instanceof ProjDirectory place ? place : null);
    }
    return inode;
  }

  private Inode make(Node node, ProjDirectory parent) {
    if (node instanceof LinkNode link && !link.isPortal()) {
      return new ProjFile(this, link, birth(Kind.REGULAR));
    }
    DirectoryNode directory =
        node instanceof DirectoryNode own ? own : new DirectoryNode(node.name(), node.number());
    return new ProjDirectory(this, directory, birth(Kind.DIRECTORY), parent);
  }

  private static Birth birth(Kind kind) {
    return new Birth(kind.bits() | PERMISSIONS, 0, 0, 0, null);
  }

  /** What {@code file} shows. */
  HostFile host(LinkNode file) {
    return HostFile.followed(source(file));
  }

  Path source(LinkNode file) {
    return sources.path(file.source());
  }

  /**
   * @throws VfsException EPERM unless owners and permissions can be changed
   */
  void requireSecurityChangeable() throws VfsException {
    if (!settings.security()) {
      throw VfsException.of(Errno.EPERM);
    }
  }

  /** Whether user attributes are those of the sources, and not none. */
  boolean hasUserAttributes() {
    return settings.userAttributes();
  }

  /** They are the source's to count, or refused. */
  @Override
  protected void chargeXattrs(long delta) throws VfsException {
    if (!hasUserAttributes()) {
      throw VfsException.of(Errno.EOPNOTSUPP);
    }
  }

  /** Called before the source of a file is told to change something. */
  void beforeChange() throws IOException {
    settings.beforeChange();
  }
}
