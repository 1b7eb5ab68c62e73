package io.vnode.wofs;

import io.vnode.engine.Body;
import io.vnode.engine.Inode;
import io.vnode.engine.Time;
import io.vnode.engine.TreeFile;
import io.vnode.nio.InodeView;
import io.vnode.wofs.format.Commit;
import io.vnode.wofs.format.TreeImage;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The attributes {@code wofs:sealed}, whether nothing can change any more; {@code wofs:until}, when
 * it can be removed nevertheless; {@code wofs:commit}, the number of the commit that it was last
 * changed in, or zero if that is to come; and {@code wofs:sha256}, that of what is in a file.
 */
final class WofsView implements InodeView {
  private static final Set<String> NAMES =
      new TreeSet<>(List.of("sealed", "until", "commit", "sha256"));
  private static final int BUFFER = 1 << 16;

  private final WofsVolume volume;
  private final ImageKeeper keeper;

  /** The tree as the commit that was the last one left it, with the number of that. */
  private SoftReference<TreeImage> committed = new SoftReference<>(null);

  private long committedNumber = -1;

  WofsView(WofsVolume volume, ImageKeeper keeper) {
    this.volume = volume;
    this.keeper = keeper;
  }

  @Override
  public String name() {
    return WofsProvider.SCHEME;
  }

  @Override
  public Set<String> attributes() {
    return NAMES;
  }

  @Override
  public Object read(Inode inode, String attribute) throws IOException {
    return switch (attribute) {
      case "sealed" -> (inode.flags() & Inode.SEALED) != 0;
      case "until" -> until(inode);
      case "commit" -> commitOf(inode);
      default -> inode instanceof TreeFile file ? sha256(file) : null;
    };
  }

  private FileTime until(Inode inode) {
    Long until = volume.retainedUntil(inode);
    return until == null ? null : FileTime.from(Time.toInstant(until));
  }

  /**
   * The number of the commit that {@code inode} was last changed in, or zero if that is to come.
   */
  private synchronized long commitOf(Inode inode) throws IOException {
    List<Commit> commits = keeper.commits();
    if (commits.isEmpty()) {
      return 0;
    }
    long first = commits.get(0).number();
    TreeImage tree = last(commits.get(commits.size() - 1));
    long number = tree.commitOf(inode.number());
    // A commit that has all says something of each inode, whatever has changed.
    while (number > first && commits.get((int) (number - first)).isBase()) {
      TreeImage earlier = keeper.read(commits.get((int) (number - first - 1)));
      if (!tree.isUnchangedSince(earlier, inode.number())) {
        return number;
      }
      tree = earlier;
      number = tree.commitOf(inode.number());
    }
    return number;
  }

  private TreeImage last(Commit commit) throws IOException {
    TreeImage tree = commit.number() == committedNumber ? committed.get() : null;
    if (tree == null) {
      tree = keeper.read(commit);
      committed = new SoftReference<>(tree);
      committedNumber = commit.number();
    }
    return tree;
  }

  private static String sha256(TreeFile file) throws IOException {
    Body body = file.body();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    MessageDigest digest = digest();
    for (long at = 0; body.read(buffer.clear(), at) > 0; at += buffer.limit()) {
      digest.update(buffer.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
