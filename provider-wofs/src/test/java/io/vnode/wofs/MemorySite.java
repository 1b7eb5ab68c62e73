package io.vnode.wofs;

import io.vnode.wofs.format.ImageFile;
import io.vnode.wofs.format.ImageSite;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An image in memory that remembers everything that was done to its file, in its order. */
final class MemorySite implements ImageSite {
  /** What was done: bytes written at a position, or a file cut, or forced, or installed. */
  record Deed(What what, boolean isImage, long position, ByteBuffer bytes) {

    /** How many bytes were written. */
    int length() {
      return bytes.remaining();
    }

    /** The bytes {@code from} to before {@code to} of what was written, as a deed of their own. */
    Deed part(int from, int to) {
      return new Deed(what, isImage, position + from, bytes.slice(from, to - from));
    }

    /** What becomes of {@code file}. */
    byte[] doneTo(byte[] file) {
      if (what == What.TRUNCATE) {
        return Arrays.copyOf(file, (int) position);
      }
      int end = (int) position + length();
      byte[] written = end > file.length ? Arrays.copyOf(file, end) : file;
      bytes.get(0, written, (int) position, length());
      return written;
    }
  }

  enum What {
    WRITE,
    TRUNCATE,
    FORCE,
    INSTALL
  }

  private final List<Deed> deeds = new ArrayList<>();
  private Content image;

  /** Bytes left until the disk is full. */
  private long room = Long.MAX_VALUE;

  /** A site with the image {@code bytes}; null for none. */
  MemorySite(byte[] bytes) {
    image = bytes == null ? null : new Content(bytes);
  }

  private static final class Content {
    byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes.clone();
    }
  }

  List<Deed> deeds() {
    return deeds;
  }

  /** The image as it is; null where there is none. */
  byte[] bytes() {
    return image == null ? null : image.bytes.clone();
  }

  /** Lets the disk be full once {@code bytes} more have been written. */
  void limit(long bytes) {
    room = bytes;
  }

  @Override
  public String name() {
    return "memory.img";
  }

  @Override
  public long size() {
    return image == null ? 0 : image.bytes.length;
  }

  @Override
  public ImageFile open(boolean writes) {
    return new MemoryImage(image, true);
  }

  @Override
  public ImageFile create() {
    return new MemoryImage(new Content(new byte[0]), false);
  }

  @Override
  public void install(ImageFile made) {
    MemoryImage file = (MemoryImage) made;
    image = file.content;
    file.isImage = true;
    deeds.add(new Deed(What.INSTALL, false, 0, ByteBuffer.wrap(image.bytes.clone())));
  }

  @Override
  public void discard(ImageFile made) {}

  private final class MemoryImage implements ImageFile {
    private final Content content;
    private boolean isImage;

    MemoryImage(Content content, boolean isImage) {
      this.content = content;
      this.isImage = isImage;
    }

    @Override
    public String name() {
      return MemorySite.this.name();
    }

    @Override
    public long size() {
      return content.bytes.length;
    }

    @Override
    public void read(long position, ByteBuffer target) throws IOException {
      if (position < 0 || position > content.bytes.length - target.remaining()) {
        throw new EOFException("nothing at " + position);
      }
      target.put(content.bytes, (int) position, target.remaining());
    }

    @Override
    public void write(long position, ByteBuffer source) throws IOException {
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      if (bytes.length > room) {
        throw new IOException("No space left on device");
      }
      room -= bytes.length;
      did(new Deed(What.WRITE, isImage, position, ByteBuffer.wrap(bytes)));
    }

    @Override
    public void truncate(long size) {
      did(new Deed(What.TRUNCATE, isImage, size, ByteBuffer.allocate(0)));
    }

    private void did(Deed deed) {
      content.bytes = deed.doneTo(content.bytes);
      deeds.add(deed);
    }

    @Override
    public void force() {
      deeds.add(new Deed(What.FORCE, isImage, 0, ByteBuffer.allocate(0)));
    }

    @Override
    public void close() {}
  }
}
