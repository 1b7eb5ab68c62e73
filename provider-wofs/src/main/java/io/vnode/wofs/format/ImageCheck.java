package io.vnode.wofs.format;

import io.vnode.wofs.WofsCheck;
import io.vnode.wofs.WofsCheckListener;
import io.vnode.wofs.WofsFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks all that can be checked of an image, and goes on where something is wrong. */
public final class ImageCheck {
  private static final int CHUNK = 1 << 18;

  private final ImageSource image;
  private final CommitLog log;
  private final WofsCheckListener listener;
  private final List<WofsFormatException> damages = new ArrayList<>();

  /** The pieces that were looked at: files share them, and commits those of the ones before. */
  private final Set<Seen> seen = new HashSet<>();

  private long bytes;

  /** A piece as one run tells of it. */
  private record Seen(long offset, int length, int stored, int crc, int method) {
    static Seen of(ImageBlock piece) {
      return new Seen(piece.offset(), piece.length(), piece.stored(), piece.crc(), piece.method());
    }
  }

  /** A look at one thing, which ends where it is wrong. */
  @FunctionalInterface
  private interface Look {
    void run() throws IOException;
  }

  /** A check of {@code image}, whose log is {@code log}. */
  public ImageCheck(ImageSource image, CommitLog log, WofsCheckListener listener) {
    this.image = image;
    this.log = log;
    this.listener = listener;
  }

  /** Runs the check. */
  public WofsCheck run() throws IOException {
    for (Commit commit : log.commits()) {
      attempt(() -> check(commit));
    }
    if (log.damage() != null) {
      damages.add(log.damage());
    }
    return new WofsCheck(log.commits().size(), seen.size(), bytes, List.copyOf(damages));
  }

  private void attempt(Look look) throws IOException {
    try {
      look.run();
    } catch (WofsFormatException e) {
      damages.add(e);
    }
  }

  private void check(Commit commit) throws IOException {
    listener.begin(commit.number(), commit.length() * 2);
    attempt(() -> checkHead(commit));
    for (int copy = 0; copy < 2; copy++) {
      checkSeal(commit, copy);
    }
    attempt(() -> checkHash(commit));
    Metadata metadata = MetadataReader.read(image, commit);
    for (Metadata.Entry inode : metadata.inodes()) {
      if (inode.contents() != null) {
        inode.contents().forEach(image, (index, piece) -> attempt(() -> checkPiece(piece)));
      }
    }
    TreeImage.read(image, log, commit);
  }

  // ---------------------------------------------------------------- records

  private void checkHead(Commit commit) throws IOException {
    ByteBuffer bytes = image.read(commit.start(), Commit.HEAD);
    Commit.Head head = Commit.decodeHead(log.header().id(), commit.start(), bytes);
    if (!new Commit.Head(commit.number(), commit.length()).equals(head)) {
      throw image.wrong(
          commit.start(), "the head of commit " + commit.number() + " is not that of its seals");
    }
  }

  private void checkSeal(Commit commit, int copy) throws IOException {
    long at = commit.seals() + (long) copy * Commit.SEAL;
    boolean isThere = at <= image.size() - Commit.SEAL;
    Commit sealed =
        isThere ? Commit.decodeSeal(log.header().id(), at, image.read(at, Commit.SEAL)) : null;
    if (!commit.equals(sealed)) {
      String which = copy == 0 ? "the first" : "the second";
      String what = which + " seal of commit " + commit.number();
      String how = isThere ? " is damaged" : " was never written";
      damages.add(image.wrong(at, what + how + "; the other one holds"));
    }
  }

  private void checkHash(Commit commit) throws IOException {
    MessageDigest digest = Checksum.sha256();
    digest.update(Bytes.of(log.hashBefore(image, commit.number())));
    long end = commit.seals();
    for (long at = commit.start() + Commit.HEAD; at < end; at += CHUNK) {
      int length = (int) Math.min(CHUNK, end - at);
      digest.update(image.read(at, length));
      listener.advance(length);
    }
    if (!commit.hashed(log.header().id(), digest).hash().equals(commit.hash())) {
      throw image.wrong(
          commit.start(),
          "commit "
              + commit.number()
              + " is not what its hash says: it, or what was before it, was changed since");
    }
  }

  // ---------------------------------------------------------------- pieces

  private void checkPiece(ImageBlock piece) throws IOException {
    if (seen.add(Seen.of(piece))) {
      bytes += piece.stored();
      listener.advance(piece.stored());
      piece.load(0, piece.length(), ByteBuffer.allocate(piece.length()));
    }
  }
}
