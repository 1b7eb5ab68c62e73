package io.vnode.engine;

import java.io.IOException;

/** A regular file: an inode with a {@link Body}. */
public abstract non-sealed class FileNode extends Inode {

  protected FileNode(Volume volume, long number, Birth birth) {
    super(volume, number, birth, 1);
  }

  /** The twin of {@code original} in {@code volume}, without a name. */
  FileNode(Volume volume, FileNode original) {
    super(volume, original, 0);
  }

  /**
   * The bytes, kept alive until {@link #close}, whatever happens to the file's names.
   *
   * @param flags how the file is being opened, in the constants of {@link OpenFile}
   * @param directory the directory that it was found in
   * @param name the name that it was found by; it may stand for something else by now
   * @return the body, or null when the file lost its last name and its bytes just before
   */
  protected abstract Body open(int flags, Directory directory, String name) throws IOException;

  /** Ends what {@link #open} began; the last closer of a file without names releases the bytes. */
  protected void close(Body body) throws IOException {}

  /** Told that one who had the file open for writing is about to {@link #close} it. */
  protected void writerClosing() throws IOException {}
}
