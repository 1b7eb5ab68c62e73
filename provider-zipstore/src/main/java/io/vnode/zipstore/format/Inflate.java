package io.vnode.zipstore.format;

import java.io.IOException;
import java.util.zip.ZipException;

/**
 * An inflater, RFC 1951, that stops at a symbol wherever it is asked to, and can be set to go on
 * where another one stopped. It allocates nothing after it is made, and can be used for one stream
 * after another; after an exception it must be begun anew.
 *
 * <p>It judges data as zlib does.
 */
final class Inflate {
  private enum Phase {
    BETWEEN_BLOCKS,
    STORED,
    CODED,
    ENDED
  }

  private static final int STORED_BLOCK = 0;
  private static final int FIXED_BLOCK = 1;
  private static final int DYNAMIC_BLOCK = 2;

  private final BlockCodes codes = new BlockCodes();
  private final Window window = new Window();
  private final DeflatedBits in = new DeflatedBits(window.bytes, Window.INPUT_START);

  private Phase phase = Phase.ENDED;
  private boolean lastBlock;

  /** The number of the bit that the block begins with. */
  private long blockStart;

  /** How many bytes of a stored block are still to come. */
  private int storedLeft;

  /** Begins with the stream of {@code size} bytes at {@code start} of {@code source}. */
  void open(PositionedSource source, long start, long size) {
    in.open(source, start, size);
    window.clear();
    lastBlock = false;
    blockStart = 0;
    phase = Phase.BETWEEN_BLOCKS;
  }

  /**
   * Goes on at {@code checkpoint} of the stream at {@code start} of {@code source}.
   *
   * @return whether it could: not if memory was so short that the checkpoint is empty
   */
  boolean resume(Checkpoint checkpoint, PositionedSource source, long start, long size)
      throws IOException {
    byte[] history = checkpoint.packedHistory().get();
    if (history == null) {
      return false;
    }
    open(new BytesSource(history), 0, history.length);
    advance(Window.HISTORY);
    window.placeBefore(checkpoint.offset());
    in.open(source, start, size);
    in.seek(checkpoint.blockStart());
    lastBlock = false;
    phase = Phase.BETWEEN_BLOCKS;
    if (checkpoint.bit() > checkpoint.blockStart()) {
      enterBlock(checkpoint.bit());
    }
    return true;
  }

  /** Goes on at {@code bit} of the block that begins here. */
  private void enterBlock(long bit) throws IOException {
    beginBlock();
    if (phase == Phase.STORED) {
      storedLeft -= (int) ((bit - in.position()) / Byte.SIZE);
      if (storedLeft <= 0) {
        throw invalid("length of a block that was longer when first read,");
      }
    }
    in.seek(bit);
  }

  /** This place, to come back to; the window is to hold a whole history, the stream not to end. */
  Checkpoint checkpoint() {
    long bit = in.position();
    long block = phase == Phase.BETWEEN_BLOCKS ? bit : blockStart;
    return Checkpoint.of(window.to(), bit, block, window.packedHistory());
  }

  /** What is inflated so far, the end of it. */
  Window window() {
    return window;
  }

  boolean ended() {
    return phase == Phase.ENDED;
  }

  /**
   * Inflates until the window reaches to {@code offset} or a little further, or is full, or the
   * stream ends.
   *
   * @throws ZipException if the stream is none
   */
  void advance(long offset) throws IOException {
    window.makeRoom();
    run(window.placeUpTo(offset));
  }

  /** Goes on to the end of the stream. @return false if a byte comes in front of it */
  boolean endsHere() throws IOException {
    run(window.end + 1);
    return phase == Phase.ENDED;
  }

  private void run(int outEnd) throws IOException {
    while (window.end < outEnd && phase != Phase.ENDED) {
      switch (phase) {
        case BETWEEN_BLOCKS -> beginBlock();
        case STORED -> copyStored(outEnd);
        case CODED -> decode(outEnd);
        case ENDED -> throw new AssertionError();
      }
    }
  }

  private void beginBlock() throws IOException {
    blockStart = in.position();
    lastBlock = in.take(1) == 1;
    int kind = in.take(2);
    switch (kind) {
      case STORED_BLOCK -> beginStored();
      case FIXED_BLOCK -> {
        codes.takeFixed();
        phase = Phase.CODED;
      }
      case DYNAMIC_BLOCK -> {
        codes.read(in);
        phase = Phase.CODED;
      }
      default -> throw invalid("block type " + kind);
    }
  }

  private void beginStored() throws IOException {
    in.alignToByte();
    int length = in.take(Short.SIZE);
    int inverted = in.take(Short.SIZE);
    if ((length ^ inverted) != 0xFFFF) {
      throw invalid("stored length " + length + " with check " + inverted);
    }
    storedLeft = length;
    phase = Phase.STORED;
    if (storedLeft == 0) {
      endBlock();
    }
  }

  private void endBlock() {
    phase = lastBlock ? Phase.ENDED : Phase.BETWEEN_BLOCKS;
  }

  private void copyStored(int outEnd) throws IOException {
    int n = in.takeBytes(window.bytes, window.end, Math.min(storedLeft, outEnd - window.end));
    window.end += n;
    storedLeft -= n;
    if (storedLeft == 0) {
      endBlock();
    }
  }

  private void decode(int outEnd) throws IOException {
    if (in.limit - in.pos < FastLoop.INPUT_SLACK) {
      in.load();
    }
    boolean ended =
        in.limit - in.pos < FastLoop.INPUT_SLACK
            ? decodeOne()
            : FastLoop.run(in, codes, window, outEnd);
    if (ended) {
      endBlock();
    }
  }

  /** Decodes one symbol near the end of the input. @return whether it ends the block */
  private boolean decodeOne() throws IOException {
    int entry = codes.literals.next(in);
    int value = takeValue(entry);
    if ((entry & HuffmanTable.SPECIAL) != 0) {
      if ((entry & HuffmanTable.END) == 0) {
        throw invalid("length");
      }
      return true;
    }
    if ((entry & HuffmanTable.LITERAL) != 0) {
      window.bytes[window.end++] = (byte) value;
      return false;
    }
    entry = codes.distances.next(in);
    int distance = takeValue(entry);
    if ((entry & HuffmanTable.SPECIAL) != 0) {
      throw invalid("distance");
    }
    if (distance > window.end) {
      throw invalid("distance " + distance);
    }
    window.repeat(distance, value);
    return false;
  }

  /** Passes the bits of {@code entry}, and adds the extra bits among them to its value. */
  private int takeValue(int entry) throws ZipException {
    int n = entry & HuffmanTable.BITS_MASK;
    long extra = (in.bits & ~(-1L << n)) >>> (entry >>> HuffmanTable.CODE_SHIFT);
    in.drop(n);
    return HuffmanTable.value(entry) + (int) extra;
  }

  private ZipException invalid(String what) {
    return window.invalid(what, window.end);
  }
}
