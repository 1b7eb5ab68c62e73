package io.vnode.wofs.format;

import io.vnode.wofs.WofsFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The commits of an image, from the first to the last.
 *
 * @param header that of the image
 * @param commits all of them, in their order
 * @param end where the next one goes
 * @param unfinished how many bytes stand behind the end: what a crash has left of a commit
 * @param damage what is wrong behind the last of them, if that was asked to be passed over; or null
 */
public record CommitLog(
    Header header, List<Commit> commits, long end, long unfinished, WofsFormatException damage) {

  /**
   * Reads the log of {@code image}.
   *
   * <p>What is not a whole commit ends the log: that is what a crash leaves. If a whole one stands
   * behind it, it was one itself, and is damaged.
   *
   * @param recover whether the log ends before what is damaged, and this is no failure
   */
  public static CommitLog read(ImageSource image, boolean recover) throws IOException {
    Header header = Header.read(image);
    List<Commit> commits = new ArrayList<>();
    long end = Header.LENGTH;
    long size = image.size();
    WofsFormatException damage = null;
    while (end < size && damage == null) {
      Commit commit = null;
      try {
        commit = commitAt(image, header, commits, end);
        if (commit == null) {
          break;
        }
        commits.add(commit);
        end = commit.end();
      } catch (WofsFormatException e) {
        if (!recover) {
          throw e;
        }
        damage = e;
      }
    }
    return new CommitLog(header, List.copyOf(commits), end, size - end, damage);
  }

  /** The commit number {@code number}, or null. */
  public Commit commit(long number) {
    long index = number - header.first();
    return index < 0 || index >= commits.size() ? null : commits.get((int) index);
  }

  /** What to say of the commit {@code number}, which {@code image} does not have. */
  public String missing(ImageSource image, long number) {
    String there = commits.isEmpty() ? "none" : header.first() + " to " + last().number();
    return image.name() + " has no commit " + number + ": there are " + there;
  }

  /** The last commit, or null when there is none. */
  public Commit last() {
    return commits.isEmpty() ? null : commits.get(commits.size() - 1);
  }

  /** The hash that the chain of {@code image} has come to before the commit {@code number}. */
  String hashBefore(ImageSource image, long number) throws IOException {
    return number == header.first() ? Header.hash(image) : commit(number - 1).hash();
  }

  /** The commit that begins at {@code start}, or null when it was never finished. */
  private static Commit commitAt(ImageSource image, Header header, List<Commit> before, long start)
      throws IOException {
    Commit.Head head = headAt(image, header, start);
    Commit commit = head == null ? null : sealed(image, header, start, head);
    if (commit == null) {
      long other = sealBehind(image, header, start);
      if (other >= 0) {
        String what = head == null ? "the head" : "both seals";
        long number = header.first() + before.size();
        throw image.wrong(
            start,
            what + " of commit " + number + " cannot be read, and a seal stands at " + other);
      }
      return null;
    }
    requirePlausible(image, header, before, start, head, commit);
    return commit;
  }

  private static Commit.Head headAt(ImageSource image, Header header, long start)
      throws IOException {
    if (image.size() - start < Commit.HEAD) {
      return null;
    }
    return Commit.decodeHead(header.id(), start, image.read(start, Commit.HEAD));
  }

  /** The commit as one of its seals tells it, or null when none of them is whole. */
  private static Commit sealed(ImageSource image, Header header, long start, Commit.Head head)
      throws IOException {
    for (int copy = 0; copy < 2; copy++) {
      long position = start + head.length() - Commit.SEALS + (long) copy * Commit.SEAL;
      if (head.length() > image.size() || position > image.size() - Commit.SEAL) {
        return null;
      }
      Commit commit = Commit.decodeSeal(header.id(), position, image.read(position, Commit.SEAL));
      if (commit != null) {
        return commit;
      }
    }
    return null;
  }

  /** Where a seal of this image stands behind {@code start}, or -1. */
  private static long sealBehind(ImageSource image, Header header, long start) throws IOException {
    int step = 1 << 16;
    for (long at = start; at + Commit.SEAL <= image.size(); at += step) {
      int length = (int) Math.min(step + Commit.SEAL - 1L, image.size() - at);
      ByteBuffer bytes = image.read(at, length);
      for (int i = 0; i + Commit.SEAL <= length && i < step; i++) {
        ByteBuffer seal = bytes.slice(i, Commit.SEAL).order(bytes.order());
        if (Commit.decodeSeal(header.id(), at + i, seal) != null) {
          return at + i;
        }
      }
    }
    return -1;
  }

  /** Requires of a commit whose checksums are right that it can be one, here. */
  private static void requirePlausible(
      ImageSource image,
      Header header,
      List<Commit> before,
      long start,
      Commit.Head head,
      Commit commit)
      throws IOException {
    Commit last = before.isEmpty() ? null : before.get(before.size() - 1);
    boolean follows =
        commit.start() == start
            && new Commit.Head(commit.number(), commit.length()).equals(head)
            && commit.number() == header.first() + before.size()
            && commit.previous() == (last == null ? 0 : last.start());
    boolean based = commit.isBase() || (last != null && commit.base() == last.base());
    boolean holds =
        commit.metadata() >= start + Commit.HEAD
            && commit.metadataLength() >= 0
            && commit.metadataLength() <= commit.seals() - commit.metadata();
    if (!follows || !based || !holds) {
      throw image.wrong(start, "a commit says of itself what cannot be: " + commit);
    }
  }
}
