package io.vnode.zipstore;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.vnode.engine.AtimePolicy;
import io.vnode.engine.Birth;
import io.vnode.engine.Change;
import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.Limits;
import io.vnode.engine.SymlinkNode;
import io.vnode.engine.Time;
import io.vnode.engine.Usage;
import io.vnode.engine.Volume;
import io.vnode.engine.VolumeOptions;
import io.vnode.zipstore.format.Checkpoints;
import io.vnode.zipstore.format.EntryData;
import io.vnode.zipstore.format.EntryFacts;
import io.vnode.zipstore.format.EntryTimes;
import io.vnode.zipstore.format.InflatedReader;
import io.vnode.zipstore.format.ZipArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * An archive as a volume that cannot be changed. Its inodes are made when somebody asks for them,
 * and are there, one of each, for as long as somebody holds them.
 */
final class ZipVolume extends Volume {
  private static final VolumeOptions OPTIONS =
      VolumeOptions.DEFAULT.withReadOnly(true).withAtime(AtimePolicy.NEVER);

  /** Bytes of the longest path that a link can lead to. */
  private static final int TARGET_MAX = Limits.PATH_MAX - 1;

  private static final int BLOCK_SIZE = 4096;

  /** How many deflated files are remembered with their checkpoints when nobody has them open. */
  private static final int READERS_MAX = 256;

  private final Archive file;
  private final ZipArchive archive;
  private final boolean verify;
  private final HeldLimits limits;
  private final HeldBytes held;
  private final HeldFiles heldFiles;
  private final ZipDirectory root;

  /** Null until somebody asks for an inode beside the root. */
  private volatile InodeTable inodes;

  /** Kept softly, as they hold checkpoints that took time to make. Null until somebody reads. */
  private volatile Cache<Integer, InflatedReader> readers;

  private ZipVolume(Archive file, ZipArchive archive, ZipSettings settings) throws IOException {
    super(OPTIONS);
    this.file = file;
    this.archive = archive;
    this.verify = settings.verify();
    this.limits = settings.limits();
    this.held = new HeldBytes(limits);
    this.heldFiles = new HeldFiles(held, verify);
    this.root = directory(ZipArchive.ROOT, null, archive.facts(ZipArchive.ROOT));
  }

  /** The volume in {@code file}, which it closes when it is closed. */
  static ZipVolume open(Archive file, ZipSettings settings) throws IOException {
    ZipArchive archive =
        ZipArchive.open(file, file.size(), settings.encoding(), settings.oddEntries());
    return new ZipVolume(file, archive, settings);
  }

  @Override
  public ZipDirectory root() {
    return root;
  }

  @Override
  public Usage usage() {
    return new Usage(ZipStoreProvider.SCHEME, BLOCK_SIZE, file.size(), 0, archive.count(), 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  ZipArchive archive() {
    return archive;
  }

  Archive file() {
    return file;
  }

  boolean verifies() {
    return verify;
  }

  HeldLimits limits() {
    return limits;
  }

  HeldBytes held() {
    return held;
  }

  HeldFiles heldFiles() {
    return heldFiles;
  }

  /** What the directory says of when {@code node} was modified, read and made. */
  EntryTimes times(int node) {
    return archive.hasEntry(node)
        ? archive.times(node)
        : EntryTimes.all(Time.of(file.modified().toInstant()));
  }

  /** The inode of {@code node}, which is in {@code parent}. */
  Inode inode(int node, ZipDirectory parent) throws IOException {
    InodeTable table = inodes();
    Inode known = table.get(node);
    return known == null ? table.add(node, make(node, parent)) : known;
  }

  private InodeTable inodes() {
    InodeTable table = inodes;
    return table == null ? newInodes() : table;
  }

  private synchronized InodeTable newInodes() {
    if (inodes == null) {
      inodes = new InodeTable(archive.count());
    }
    return inodes;
  }

  private Inode make(int node, ZipDirectory parent) throws IOException {
    EntryFacts facts = archive.facts(node);
    return switch (Kind.of(facts.mode())) {
      case DIRECTORY -> directory(node, parent, facts);
      case SYMLINK -> link(node, facts);
      default -> new ZipFile(this, node, birth(facts, null), facts);
    };
  }

  private ZipDirectory directory(int node, ZipDirectory parent, EntryFacts facts) {
    return new ZipDirectory(this, node, birth(facts, null), parent);
  }

  private SymlinkNode link(int node, EntryFacts facts) throws IOException {
    EntryData data = archive.data(node);
    if (data.size() == 0 || data.size() > TARGET_MAX) {
      throw new ZipException(
          "entry " + data.name() + ": a link cannot lead to a path of " + data.size() + " bytes");
    }
    String target = new String(data.whole(verify), StandardCharsets.UTF_8);
    if (target.indexOf(0) >= 0) {
      throw new ZipException("entry " + data.name() + ": a link cannot lead to a path with a NUL");
    }
    return dated(new SymlinkNode(this, number(node), birth(facts, target)), times(node));
  }

  static long number(int node) {
    return node + 1L;
  }

  private static Birth birth(EntryFacts facts, String target) {
    return new Birth(facts.mode(), facts.uid(), facts.gid(), 0, target);
  }

  private static SymlinkNode dated(SymlinkNode link, EntryTimes times) throws IOException {
    Change change = new Change();
    change.accessed(times.accessed()).modified(times.modified()).born(times.born());
    link.apply(change, times.modified());
    return link;
  }

  private Cache<Integer, InflatedReader> readers() {
    Cache<Integer, InflatedReader> cache = readers;
    return cache == null ? newReaders() : cache;
  }

  /** When the first large file is opened: to load the class takes longer than to open others. */
  private synchronized Cache<Integer, InflatedReader> newReaders() {
    if (readers == null) {
      readers = CacheBuilder.newBuilder().softValues().maximumSize(READERS_MAX).build();
    }
    return readers;
  }

  /** The reader of the deflated bytes of {@code node}, one for all who read it. */
  InflatedReader reader(int node, EntryData data) {
    return readers()
        .asMap()
        .computeIfAbsent(node, absent -> new InflatedReader(data.deflated(), new Checkpoints()));
  }
}
