package io.vnode.engine;

import java.io.IOException;

/**
 * What stands before a volume and is asked before each call of its SPI: it refuses by throwing,
 * takes its time, or lets only a part pass. Made for faults on demand.
 *
 * <p>A volume gets one by {@link VolumeOptions#gate}. Without one there is no trace of it: with
 * one, the volume makes other inodes, which ask it. The rules of the engine know nothing of it, and
 * meet a refusal as they meet a failing disk.
 *
 * <p>Paths are those of the names that are looked up, changed or opened: absolute within the
 * volume, without links and dots.
 *
 * <p>A gate is asked with the locks of the operation held. It may take a lock of its own, and must
 * call nothing of the engine under it.
 */
public interface Gate {

  /** What a volume can be called for. */
  enum Operation {
    /**
     * A name is looked up: once for each name of a path, and those of the links in it, and once
     * more for one that changes.
     */
    LOOKUP,
    /** The names in a directory are listed. */
    LIST,
    /** A file, directory, link or special file is made under a new name. */
    MAKE,
    /** A file gets one more name. */
    LINK,
    /** A name of a file, or an empty directory, is removed. */
    UNLINK,
    /** A name is moved, or trades places with another. */
    MOVE,
    /** A file is opened. */
    OPEN,
    /** Bytes are read, or shared with a copy. */
    READ,
    /** Bytes are written or become a hole, or those of a copied file are taken over. */
    WRITE,
    /** A file is emptied, cut or made longer. */
    TRUNCATE,
    /** Bytes are mapped to memory; what is done to them there is not asked for. */
    MAP,
    /** Bytes are sent to where they outlast a crash. */
    FORCE
  }

  /**
   * Asked before the {@code operation}, which is one on names.
   *
   * @param newPath where a {@link Operation#MOVE} leads, otherwise null
   * @throws IOException to refuse; nothing has happened then
   */
  void enter(Operation operation, String path, String newPath) throws IOException;

  /**
   * Asked before a file is opened by the name that {@code path} ends with.
   *
   * @return what is asked as long as it is open
   * @throws IOException to refuse; a file that was to be made is not made then
   */
  Passage open(String path) throws IOException;

  /** The gate before one open file, whatever happens to its names. */
  interface Passage {
    /**
     * Asked before the {@code operation}, which is one on bytes.
     *
     * @param bytes how many there are to be read, written or mapped, otherwise zero
     * @return how many may pass: at least one, if there are any
     * @throws IOException to refuse; nothing has happened then
     */
    long enter(Operation operation, long bytes) throws IOException;

    /** The file was closed, or has not been opened after all. */
    void close();
  }
}
