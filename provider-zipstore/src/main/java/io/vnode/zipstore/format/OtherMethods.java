package io.vnode.zipstore.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * The methods that Commons Compress unpacks, from the first byte to the last. Nothing of it is
 * loaded before somebody reads such an entry, and it need not be there at all.
 */
final class OtherMethods {
  private OtherMethods() {}

  /**
   * All bytes of an entry.
   *
   * @throws ZipException if a library is missing, naming it, or if the packed bytes are damaged or
   *     not of the size they are said to be
   */
  static byte[] unpack(EntryData data) throws IOException {
    byte[] bytes = new byte[(int) data.size()];
    try (InputStream in = CommonsStreams.open(data)) {
      int count = in.readNBytes(bytes, 0, bytes.length);
      if (count < bytes.length) {
        throw new ZipException("its " + bytes.length + " bytes unpack to " + count);
      }
      if (in.read() >= 0) {
        throw new ZipException("its " + bytes.length + " bytes unpack to more");
      }
      return bytes;
    } catch (LinkageError e) {
      throw refused(data, "needs " + libraries(data.method()), e);
    } catch (IOException | RuntimeException e) {
      throw refused(data, "cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private static ZipException refused(EntryData data, String reason, Throwable cause) {
    int method = data.method();
    ZipException refused =
        new ZipException(
            String.format(
                "entry %s, compressed by method %d (%s), %s",
                data.name(), method, Method.nameOfOther(method), reason));
    refused.initCause(cause);
    return refused;
  }

  private static String libraries(int method) {
    String commons = "org.apache.commons:commons-compress";
    return switch (method) {
      case Method.LZMA, Method.XZ -> commons + " and org.tukaani:xz";
      case Method.ZSTD -> commons + " and com.github.luben:zstd-jni";
      default -> commons;
    };
  }
}
