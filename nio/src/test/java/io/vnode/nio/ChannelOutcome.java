package io.vnode.nio;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * What an operation of a channel came to: its value, or the class of the exception. The host's
 * channels throw a plain {@link IOException} where ours can name the file.
 */
record ChannelOutcome(Object value) {

  static ChannelOutcome of(Callable<?> operation) {
    try {
      return new ChannelOutcome(operation.call());
    } catch (FileSystemException e) {
      return new ChannelOutcome(IOException.class);
    } catch (Exception e) {
      return new ChannelOutcome(e.getClass());
    }
  }

  boolean isClosed() {
    return value == ClosedChannelException.class;
  }

  @Override
  public String toString() {
    return Objects.toString(value);
  }
}
