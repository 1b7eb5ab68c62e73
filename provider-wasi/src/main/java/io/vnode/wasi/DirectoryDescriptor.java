package io.vnode.wasi;

import io.vnode.engine.Change;
import io.vnode.engine.Directory;
import io.vnode.engine.Errno;
import io.vnode.engine.Kind;
import io.vnode.engine.OpenFile;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import java.io.IOException;

/** A directory that is open: where paths begin, and what can be listed. */
final class DirectoryDescriptor extends Descriptor {
  private final Preopen tree;
  private final OpenFile file;
  private final boolean isPreopen;
  private final int depth;
  private final DirectoryReader reader;

  /** The directory that a guest is given as {@code tree}. */
  DirectoryDescriptor(Preopen tree) {
    this(tree, tree.top(), true, Rights.DIRECTORY, Rights.ALL, 0);
  }

  /** The directory {@code file}, which was opened below another one of {@code tree}. */
  DirectoryDescriptor(Preopen tree, OpenFile file, long base, long inheriting, int flags) {
    this(tree, file, false, base, inheriting, flags);
  }

  private DirectoryDescriptor(
      Preopen tree, OpenFile file, boolean isPreopen, long base, long inheriting, int flags) {
    super(base & Rights.DIRECTORY, inheriting, flags);
    this.tree = tree;
    this.file = file;
    this.isPreopen = isPreopen;
    this.depth = tree.depthOf(directory());
    this.reader = new DirectoryReader(tree, directory());
  }

  /** The tree that this is in: one of those that the guest was given. */
  Preopen tree() {
    return tree;
  }

  /** Whether this is a directory that the guest was given, and did not open. */
  boolean isPreopen() {
    return isPreopen;
  }

  Directory directory() {
    return (Directory) file.inode();
  }

  /** How many levels it lay below the one that the guest was given, when it was opened. */
  int depth() {
    return depth;
  }

  /** Where its listing has come to. */
  DirectoryReader reader() {
    return reader;
  }

  @Override
  DirectoryDescriptor asDirectory() {
    return this;
  }

  @Override
  void requireReadable() throws VfsException {
    throw VfsException.of(Errno.EISDIR);
  }

  @Override
  void requireWritable() throws VfsException {
    throw VfsException.of(Errno.EBADF);
  }

  @Override
  int fileType() {
    return FileType.of(Kind.DIRECTORY);
  }

  @Override
  void putStat(Abi abi, GuestView memory, int at, Stat stat) throws IOException {
    directory().stat(stat);
    abi.putFilestat(memory, at, stat);
  }

  @Override
  void change(Change change) throws IOException {
    tree.namespace().change(tree.who(), directory(), change);
  }

  @Override
  void sync(boolean metadata) throws IOException {
    file.force(metadata);
  }

  /** What the guest was given is closed with the guest: other descriptors may lead through it. */
  @Override
  public void close() throws IOException {
    reader.close();
    if (!isPreopen) {
      file.close();
    }
  }
}
