package io.vnode.tck.model;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.OpenOption;
import java.util.Set;

/**
 * Somebody in front of a tree of files, as a history of the model test addresses it: by paths
 * relative to the tree's root, as text, and by numbers of files held open.
 *
 * <p>What an operation comes to is a value that can be compared, or what it throws.
 */
interface Subject {
  Object createFile(String path, int permissions) throws IOException;

  Object createDirectory(String path, int permissions) throws IOException;

  /** Makes a link with the text {@code target}; text from a slash on is taken from the root. */
  Object createSymbolicLink(String path, String target) throws IOException;

  Object createLink(String path, String existing) throws IOException;

  Object delete(String path) throws IOException;

  Object deleteIfExists(String path) throws IOException;

  Object move(String from, String to, Set<CopyOption> options) throws IOException;

  Object copy(String from, String to, Set<CopyOption> options) throws IOException;

  /** Opens, writes all of {@code text} and closes. */
  Object write(String path, Set<OpenOption> options, String text) throws IOException;

  Object read(String path) throws IOException;

  /** Opens a file to be held as number {@code handle}, in the place of the one held before. */
  Object open(int handle, String path, Set<OpenOption> options) throws IOException;

  Object close(int handle) throws IOException;

  Object writeHeld(int handle, String text) throws IOException;

  Object writeHeldAt(int handle, String text, long position) throws IOException;

  Object readHeld(int handle, int length) throws IOException;

  Object readHeldAt(int handle, int length, long position) throws IOException;

  Object truncateHeld(int handle, long size) throws IOException;

  Object sizeOfHeld(int handle) throws IOException;

  Object setPermissions(String path, int permissions) throws IOException;

  /** Sets {@code unix:mode}. */
  Object setMode(String path, int mode) throws IOException;

  /** Sets {@code unix:uid}. */
  Object setOwner(String path, int uid) throws IOException;

  /** Sets {@code unix:gid}. */
  Object setGroup(String path, int gid) throws IOException;

  Object setModified(String path, long seconds) throws IOException;

  Object setUserAttribute(String path, String name, String value) throws IOException;

  Object userAttribute(String path, String name) throws IOException;

  Object userAttributes(String path) throws IOException;

  Object deleteUserAttribute(String path, String name) throws IOException;

  Object attributes(String path, boolean follow) throws IOException;

  Object list(String path) throws IOException;

  Object readSymbolicLink(String path) throws IOException;

  Object realPath(String path, boolean follow) throws IOException;

  Object isSameFile(String path, String other) throws IOException;

  Object exists(String path, boolean follow) throws IOException;

  Object mismatch(String path, String other) throws IOException;

  /** Which of read, write and execute are allowed. */
  Object access(String path) throws IOException;
}
