package io.vnode.zipstore;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.MapMaker;
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
import io.vnode.zipstore.format.InflatedReader;
import io.vnode.zipstore.format.ZipArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentMap;
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
  private final ConcurrentMap<Integer, Inode> inodes = new MapMaker().weakValues().makeMap();

  /** Kept softly, as they hold checkpoints that took time to make. */
  private final Cache<Integer, InflatedReader> readers =
      CacheBuilder.newBuilder().softValues().maximumSize(READERS_MAX).build();

  private ZipVolume(Archive file, ZipArchive archive, ZipSettings settings) throws IOException {
    super(OPTIONS);
    this.file = file;
    this.archive = archive;
    this.verify = settings.verify();
    this.limits = settings.limits();
    this.held = new HeldBytes(limits);
    this.heldFiles = new HeldFiles(held, verify);
    this.root = directory(ZipArchive.ROOT, null, facts(ZipArchive.ROOT));
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

  private EntryFacts facts(int node) throws ZipException {
    return archive.facts(node, Time.of(file.modified().toInstant()));
  }

  /** The inode of {@code node}, which is in {@code parent}. */
  Inode inode(int node, ZipDirectory parent) throws IOException {
    Inode known = inodes.get(node);
    if (known != null) {
      return known;
    }
    Inode made = make(node, parent);
    Inode other = inodes.putIfAbsent(node, made);
    return other == null ? made : other;
  }

  private Inode make(int node, ZipDirectory parent) throws IOException {
    EntryFacts facts = facts(node);
    return switch (Kind.of(facts.mode())) {
      case DIRECTORY -> directory(node, parent, facts);
      case SYMLINK -> link(node, facts);
      default -> dated(new ZipFile(this, node, birth(facts, null), facts), facts);
    };
  }

  private ZipDirectory directory(int node, ZipDirectory parent, EntryFacts facts)
      throws IOException {
    return dated(
        new ZipDirectory(this, node, birth(facts, null), parent, late(node, facts)), facts);
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
    return dated(new SymlinkNode(this, number(node), birth(facts, target)), facts);
  }

  /** The times that only the local header has, or null if it has none. */
  LocalTimes late(int node, EntryFacts facts) {
    return facts.hasLocalTimes() ? new LocalTimes(archive, node) : null;
  }

  static long number(int node) {
    return node + 1L;
  }

  private static Birth birth(EntryFacts facts, String target) {
    return new Birth(facts.mode(), facts.uid(), facts.gid(), 0, target);
  }

  private static <T extends Inode> T dated(T inode, EntryFacts facts) throws IOException {
    Change times = new Change();
    times.accessed(facts.accessed()).modified(facts.modified()).born(facts.born());
    inode.apply(times, facts.modified());
    return inode;
  }

  /** The reader of the deflated bytes of {@code node}, one for all who read it. */
  InflatedReader reader(int node, EntryData data) {
    return readers
        .asMap()
        .computeIfAbsent(node, absent -> new InflatedReader(data.deflated(), new Checkpoints()));
  }
}
