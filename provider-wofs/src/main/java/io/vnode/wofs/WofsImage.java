package io.vnode.wofs;

import io.vnode.engine.Time;
import io.vnode.wofs.format.Commit;
import io.vnode.wofs.format.CommitLog;
import io.vnode.wofs.format.Header;
import io.vnode.wofs.format.ImageCheck;
import io.vnode.wofs.format.ImageRegions;
import io.vnode.wofs.format.TreeDiff;
import io.vnode.wofs.format.TreeImage;
import io.vnode.wofs.format.TreeListing;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/**
 * An image as a thing to look at, and not as a file system: its commits, what each has changed,
 * whether all of it is sound, and what lies where. It is as it was when it was opened; nothing is
 * locked or written. One thread at a time.
 */
public final class WofsImage implements Closeable {
  private final PathImage image;
  private final CommitLog log;

  /** The tree that was last asked for: who asks for all commits asks for each of them twice. */
  private TreeListing known;

  private long knownNumber;

  private WofsImage(PathImage image, CommitLog log) {
    this.image = image;
    this.log = log;
  }

  /**
   * Opens the image at {@code path}, a path of any provider. What is damaged behind the header ends
   * the log here; {@link #verify} tells of it.
   *
   * @throws WofsFormatException if it is no image, or its header is damaged
   */
  public static WofsImage open(Path path) throws IOException {
    PathImage image = PathImage.open(path, false, StandardOpenOption.READ);
    WofsImage opened = null;
    try {
      opened = new WofsImage(image, CommitLog.read(image, true));
      return opened;
    } finally {
      if (opened == null) {
        image.close();
      }
    }
  }

  // ---------------------------------------------------------------- facts

  private Header header() {
    return log.header();
  }

  /** What makes the image another one than all others, in hexadecimal; a compaction keeps it. */
  public String id() {
    return header().id();
  }

  /** How long the file may get. */
  public long capacity() {
    return header().capacity();
  }

  /** When the image was formatted. */
  public Instant created() {
    return Time.toInstant(header().created());
  }

  /** Where the log ends, and the next commit goes. */
  public long end() {
    return log.end();
  }

  /** How many bytes stand behind the log: what a crash has left. */
  public long unfinished() {
    return Math.max(0, log.unfinished()); // The last seal may be cut off.
  }

  /** The commits that can be read, from the first to the last. */
  public List<WofsCommit> commits() {
    return log.commits().stream().map(WofsImage::told).toList();
  }

  private static WofsCommit told(Commit commit) {
    return new WofsCommit(
        commit.number(),
        Time.toInstant(commit.time()),
        commit.start(),
        commit.length(),
        commit.isBase(),
        commit.hash());
  }

  // ---------------------------------------------------------------- trees

  /** How many inodes the tree of the commit {@code number} has. */
  public long inodes(long number) throws IOException {
    return tree(number).size();
  }

  private TreeImage tree(long number) throws IOException {
    Commit commit = log.commit(number);
    if (commit == null) {
      throw new IllegalArgumentException(log.missing(image, number));
    }
    return TreeImage.read(image, log, commit);
  }

  private TreeListing listing(long number) throws IOException {
    if (known == null || knownNumber != number) {
      known = TreeListing.of(image, header().id(), tree(number));
      knownNumber = number;
    }
    return known;
  }

  /**
   * What the commit {@code number} has changed, by path. The first commit of an image has added all
   * that it has.
   *
   * @throws IllegalArgumentException if there is no such commit
   */
  public List<WofsChange> changes(long number) throws IOException {
    TreeListing before =
        number == header().first() ? TreeListing.ofNothing(image) : listing(number - 1);
    return TreeDiff.of(before, listing(number));
  }

  /**
   * What is different in the tree of the commit {@code there} of {@code other}, beside the one of
   * the commit {@code here} of this image, by path.
   *
   * @throws IllegalArgumentException if there are no such commits
   */
  public List<WofsChange> diff(long here, WofsImage other, long there) throws IOException {
    TreeListing before = listing(here);
    return TreeDiff.of(before, other.listing(there));
  }

  // ---------------------------------------------------------------- bytes

  /**
   * Checks all there is: every checksum of every piece of a file and of all metadata, both seals of
   * each commit, the chain of the hashes, and that each tree is one.
   */
  public WofsCheck verify(WofsCheckListener listener) throws IOException {
    return new ImageCheck(image, log, listener).run();
  }

  /** What lies where, without gaps, from the header up to the capacity. */
  public List<WofsRegion> regions() throws IOException {
    return new ImageRegions(image, log).all();
  }

  @Override
  public void close() throws IOException {
    image.close();
  }
}
