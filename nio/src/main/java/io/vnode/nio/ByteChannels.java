package io.vnode.nio;

import io.vnode.engine.Kind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** {@code newByteChannel}: a channel of a file, or of the special file that it makes. */
final class ByteChannels {
  private ByteChannels() {}

  static SeekableByteChannel open(
      Location place, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    CreateAttributes wanted = CreateAttributes.of(place, Kind.REGULAR, attributes);
    return wanted.kind() == Kind.REGULAR
        ? VfsFileChannel.open(place, options, wanted)
        : SpecialChannel.make(place, options, wanted);
  }
}
