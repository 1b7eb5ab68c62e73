package io.vnode.wofs.format;

import io.vnode.wofs.WofsRegion;
import io.vnode.wofs.WofsRegion.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What lies where in an image. */
public final class ImageRegions {
  private final ImageSource image;
  private final CommitLog log;
  private final List<WofsRegion> regions = new ArrayList<>();

  /** Pieces of files by where they begin. */
  private final NavigableMap<Long, Span> spans = new TreeMap<>();

  /** Where the last region ends. */
  private long at;

  private record Span(int length, Kind kind) {}

  /** The regions of {@code image}, whose log is {@code log}. */
  public ImageRegions(ImageSource image, CommitLog log) {
    this.image = image;
    this.log = log;
  }

  /** All regions, in their order, from the beginning up to the capacity. */
  public List<WofsRegion> all() throws IOException {
    findPieces();
    addUpTo(Header.LENGTH, Kind.HEADER, 0);
    for (Commit commit : log.commits()) {
      add(commit);
    }
    addUpTo(image.size(), Kind.UNFINISHED, 0);
    addUpTo(log.header().capacity(), Kind.FREE, 0);
    return List.copyOf(regions);
  }

  /** Finds the pieces of all commits, and then those that the last one still has. */
  private void findPieces() throws IOException {
    for (Commit commit : log.commits()) {
      note(MetadataReader.read(image, commit).inodes(), Kind.DEAD);
    }
    if (log.last() != null) {
      note(TreeImage.read(image, log, log.last()).inodes(), Kind.LIVE);
    }
  }

  private void note(Collection<Metadata.Entry> inodes, Kind kind) {
    for (Metadata.Entry inode : inodes) {
      if (inode.contents() != null) {
        inode
            .contents()
            .forEach(
                image, (index, piece) -> spans.put(piece.offset(), new Span(piece.stored(), kind)));
      }
    }
  }

  private void add(Commit commit) {
    addUpTo(commit.start() + Commit.HEAD, Kind.HEAD, commit.number());
    spans
        .subMap(at, commit.metadata())
        .forEach((offset, span) -> {
          addUpTo(offset, Kind.PADDING, commit.number());
          addUpTo(offset + span.length(), span.kind(), commit.number());
        });
    addUpTo(commit.metadata(), Kind.PADDING, commit.number());
    addUpTo(commit.metadata() + commit.metadataLength(), Kind.METADATA, commit.number());
    addUpTo(commit.seals(), Kind.PADDING, commit.number());
    addUpTo(commit.end(), Kind.SEALS, commit.number());
  }

  /** Makes all up to {@code end} one region, or a longer one of the last. */
  private void addUpTo(long end, Kind kind, long commit) {
    if (end <= at) {
      return;
    }
    WofsRegion last = regions.isEmpty() ? null : regions.get(regions.size() - 1);
    if (last != null && last.kind() == kind && last.commit() == commit) {
      regions.set(
          regions.size() - 1, new WofsRegion(kind, last.start(), end - last.start(), commit));
    } else {
      regions.add(new WofsRegion(kind, at, end - at, commit));
    }
    at = end;
  }
}
