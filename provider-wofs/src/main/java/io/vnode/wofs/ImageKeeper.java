package io.vnode.wofs;

import io.vnode.engine.TreeChanges;
import io.vnode.wofs.WofsSettings.LoadRule;
import io.vnode.wofs.format.Commit;
import io.vnode.wofs.format.CommitLog;
import io.vnode.wofs.format.CommitWriter;
import io.vnode.wofs.format.Compression;
import io.vnode.wofs.format.Header;
import io.vnode.wofs.format.ImageFile;
import io.vnode.wofs.format.ImageFullException;
import io.vnode.wofs.format.ImageSite;
import io.vnode.wofs.format.TreeImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The image of one volume, and the only one that writes it: commit by commit at its end, or anew
 * when it is full. One thread at a time.
 */
final class ImageKeeper implements Closeable {
  /** All metadata are written once more when so many bytes of changes have come behind them. */
  private static final long CHANGES_MIN = 64L << 10;

  private final ImageSite site;
  private final Closeable lock;
  private final Compression compression;
  private final boolean keepsHistory;
  private final boolean inMemory;

  /** The image; null as long as there is none. This and what follows is guarded by the monitor. */
  private ImageFile image;

  private Header header;
  private final List<Commit> commits = new ArrayList<>();
  private boolean closed;

  /** Bytes of the metadata in the last commit that has all, and in those behind it. */
  private long wholeMetadata;

  private long changedMetadata;

  /** Images that were replaced, in which files without a name may still have bytes. */
  private final List<ImageFile> retired = new ArrayList<>();

  private ImageKeeper(
      ImageSite site, Closeable lock, WofsSettings settings, boolean inMemory, Header header) {
    this.site = site;
    this.lock = lock;
    this.compression = settings.get(WofsSettings.COMPRESSION);
    this.keepsHistory = settings.get(WofsSettings.KEEPS);
    this.inMemory = inMemory;
    this.header = header;
  }

  // ---------------------------------------------------------------- opening

  /**
   * The keeper of an image that is not there yet.
   *
   * @param now the time
   */
  static ImageKeeper ofNone(ImageSite site, Closeable lock, WofsSettings settings, long now)
      throws IOException {
    if (!settings.get(WofsSettings.CREATE) || settings.isReadOnly()) {
      throw new NoSuchFileException(site.name(), null, "there is no image");
    }
    Header header = Header.fresh(settings.get(WofsSettings.CAPACITY_SET), now);
    return new ImageKeeper(site, lock, settings, inMemory(settings, 0), header);
  }

  /** The keeper of {@code image}, whose commits {@code log} has. */
  static ImageKeeper of(
      ImageSite site, Closeable lock, WofsSettings settings, ImageFile image, CommitLog log)
      throws IOException {
    if (!settings.isReadOnly()) {
      Header.requireWritable(image);
    }
    Header header = log.header();
    long capacity = settings.get(WofsSettings.CAPACITY_SET);
    if (settings.isSet(WofsSettings.CAPACITY_SET) && capacity != header.capacity()) {
      throw new IllegalArgumentException(
          WofsProvider.SCHEME
              + ": capacity: "
              + site.name()
              + " has one of "
              + header.capacity()
              + " bytes, and not "
              + capacity
              + ": leave it out");
    }
    ImageKeeper keeper =
        new ImageKeeper(site, lock, settings, inMemory(settings, image.size()), header);
    keeper.image = image;
    log.commits().forEach(keeper::note);
    return keeper;
  }

  private static boolean inMemory(WofsSettings settings, long size) {
    return settings.get(WofsSettings.LOAD).loadsAll(size);
  }

  private void note(Commit commit) {
    commits.add(commit);
    if (commit.isBase()) {
      wholeMetadata = commit.metadataLength();
      changedMetadata = 0;
    } else {
      changedMetadata += commit.metadataLength();
    }
  }

  // ---------------------------------------------------------------- asking

  String name() {
    return site.name();
  }

  synchronized long capacity() {
    return header.capacity();
  }

  /** Where the log ends. */
  synchronized long end() {
    return commits.isEmpty() ? Header.LENGTH : last().end();
  }

  private Commit last() {
    return commits.get(commits.size() - 1);
  }

  /** The commits that there are. */
  synchronized List<Commit> commits() {
    return List.copyOf(commits);
  }

  /** The tree of a commit, read anew. */
  synchronized TreeImage read(Commit commit) throws IOException {
    CommitLog log = new CommitLog(header, List.copyOf(commits), end(), 0, null);
    return TreeImage.read(image, log, commit);
  }

  // ---------------------------------------------------------------- committing

  /**
   * Commits what has changed in {@code volume}, if anything has. When this fails, the image is what
   * it was, and what has changed is still to be committed.
   *
   * @return the number of the last commit
   * @throws ImageFullException when it does not fit
   */
  synchronized long commit(WofsVolume volume) throws IOException {
    if (closed || (image != null && !volume.hasChanges())) {
      return commits.isEmpty() ? 0 : last().number();
    }
    if (image == null) {
      return writeAnew(volume, header).number();
    }
    try {
      append(volume, changedMetadata > Math.max(CHANGES_MIN, wholeMetadata));
    } catch (ImageFullException e) {
      if (keepsHistory) {
        throw e;
      }
      compact(volume);
    }
    return last().number();
  }

  /** Writes all there is to a new image, which takes the place of this one. */
  synchronized Commit compact(WofsVolume volume) throws IOException {
    return writeAnew(volume, image == null ? header : header.after(last()));
  }

  private void append(WofsVolume volume, boolean whole) throws IOException {
    TreeChanges changes = volume.take(whole);
    boolean done = false;
    try {
      if (!changes.isEmpty()) {
        CommitWriter writer = new CommitWriter(image, header, compression);
        CommitWriter.Place place =
            commits.isEmpty()
                ? CommitWriter.Place.first(header)
                : CommitWriter.Place.after(last(), whole);
        note(writer.write(changes, volume.root().number(), place, volume.now()));
        writer.settle(!inMemory);
      }
      done = true;
    } finally {
      end(volume, changes, done);
      if (!done) {
        cutBack();
      }
    }
  }

  /** Cuts off what a commit that failed has left. */
  private void cutBack() {
    try {
      image.truncate(end());
    } catch (IOException e) {
      // Then the next commit does it, or the next mount says that something is there.
    }
  }

  private static void end(WofsVolume volume, TreeChanges changes, boolean done) {
    if (done) {
      changes.kept();
      volume.committed();
    } else {
      changes.giveUp();
    }
  }

  private Commit writeAnew(WofsVolume volume, Header fresh) throws IOException {
    TreeChanges changes = volume.take(true);
    boolean done = false;
    try {
      Written written = write(site, fresh, volume, changes);
      become(written.file(), fresh, written.commit());
      written.writer().settle(!inMemory);
      done = true;
      return written.commit();
    } finally {
      end(volume, changes, done);
    }
  }

  /** An image that was written whole. */
  private record Written(ImageFile file, CommitWriter writer, Commit commit) {}

  /** Writes {@code all} there is in {@code volume} to a new image at {@code place}. */
  private Written write(ImageSite place, Header fresh, WofsVolume volume, TreeChanges all)
      throws IOException {
    ImageFile made = place.create();
    boolean done = false;
    try {
      CommitWriter writer = new CommitWriter(made, fresh, compression);
      writer.writeHeader();
      Commit commit =
          writer.write(all, volume.root().number(), CommitWriter.Place.first(fresh), volume.now());
      place.install(made);
      done = true;
      return new Written(made, writer, commit);
    } finally {
      if (!done) {
        place.discard(made);
      }
    }
  }

  private void become(ImageFile made, Header fresh, Commit commit) {
    if (image != null) {
      retired.add(image);
    }
    image = made;
    header = fresh;
    commits.clear();
    note(commit);
  }

  // ---------------------------------------------------------------- ending

  /**
   * Saves all there is to {@code place}, if that is not null, after {@code failure}, which then
   * tells so.
   */
  synchronized void rescue(WofsVolume volume, Path place, IOException failure) {
    if (place == null) {
      return;
    }
    TreeChanges changes = null;
    try {
      changes = volume.take(true);
      write(new PathSite(place, LoadRule.TOUCHED), header, volume, changes).file().close();
      failure.addSuppressed(
          new FileSystemException(place.toString(), null, "has all that could not be committed"));
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    } finally {
      if (changes != null) {
        changes.giveUp();
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    List<Closeable> all = new ArrayList<>(retired);
    if (image != null) {
      all.add(image);
    }
    all.add(lock);
    IOException failure = null;
    for (Closeable one : all) {
      failure = close(one, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Closes {@code one}. @return the first failure, with those that followed */
  private static IOException close(Closeable one, IOException before) {
    try {
      one.close();
      return before;
    } catch (IOException e) {
      if (before == null) {
        return e;
      }
      before.addSuppressed(e);
      return before;
    }
  }
}
