package io.vnode.wasi;

import io.vnode.engine.Errno;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A standard stream: bytes that come or go, with no place among them. */
final class StreamDescriptor extends Descriptor {
  private final GuestInput input;
  private final GuestOutput output;
  private final boolean isTerminal;

  /** What is closed with it, or null. */
  private final Closeable own;

  private StreamDescriptor(
      long base, GuestInput input, GuestOutput output, boolean isTerminal, Closeable own) {
    super(Rights.STREAM | base, 0, 0);
    this.input = input;
    this.output = output;
    this.isTerminal = isTerminal;
    this.own = own;
  }

  /** Standard input. */
  static StreamDescriptor of(GuestInput input, boolean isTerminal) {
    return new StreamDescriptor(Rights.FD_READ, input, null, isTerminal, null);
  }

  /** Standard input, from a stream of its own. */
  static StreamDescriptor owning(InputStream stream, boolean isTerminal) {
    return new StreamDescriptor(Rights.FD_READ, new GuestInput(stream), null, isTerminal, stream);
  }

  /** Standard output, or that for errors. */
  static StreamDescriptor of(GuestOutput output, boolean isTerminal) {
    return new StreamDescriptor(Rights.FD_WRITE, null, output, isTerminal, null);
  }

  /** Standard output, or that for errors, to a stream of its own. */
  static StreamDescriptor owning(OutputStream stream, boolean isTerminal) {
    return new StreamDescriptor(
        Rights.FD_WRITE, null, new GuestOutput(stream, true), isTerminal, stream);
  }

  /** What is read here, or null. */
  GuestInput input() {
    return input;
  }

  @Override
  int fileType() {
    return isTerminal ? FileType.CHARACTER_DEVICE : FileType.UNKNOWN;
  }

  @Override
  void putStat(Abi abi, GuestView memory, int at, Stat stat) {
    abi.putFilestat(memory, at, fileType());
  }

  @Override
  int read(ByteBuffer target) throws IOException {
    if (has(Flags.NONBLOCK) && !input.isReady()) {
      throw VfsException.of(Errno.EAGAIN);
    }
    return input.read(target);
  }

  @Override
  int write(ByteBuffer source) throws IOException {
    return output.write(source);
  }

  @Override
  FileDescriptor asFile() throws VfsException {
    throw VfsException.of(Errno.ESPIPE);
  }

  @Override
  void sync(boolean metadata) throws IOException {
    if (output != null) {
      output.flush();
    }
  }

  /** Flushes; a stream that somebody gave to the guest is his to close. */
  @Override
  public void close() throws IOException {
    try (own) {
      sync(false);
    }
  }
}
