package io.vnode.tck.model;

import static io.vnode.tck.model.NaiveTree.READ;
import static io.vnode.tck.model.NaiveTree.WRITE;
import static io.vnode.tck.model.NaiveTree.require;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.vnode.tck.Errno;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/** An open file of the naive model. */
final class NaiveHandle {
  private final NaiveTree tree;
  private final Actor who;
  private final NaiveNode node;
  private final boolean reads;
  private final boolean writes;
  private final boolean appends;
  private int position;

  private NaiveHandle(NaiveTree tree, Actor who, NaiveNode node, Wish wish) {
    this.tree = tree;
    this.who = who;
    this.node = node;
    this.reads = wish.reads;
    this.writes = wish.writes;
    this.appends = wish.appends;
  }

  /** What the options ask for, as {@code FileChannel.open} and {@code newByteChannel} read them. */
  private static final class Wish {
    final boolean appends;
    final boolean writes;
    final boolean reads;
    final boolean creates;
    final boolean createsNew;
    final boolean truncates;
    final boolean follows;

    Wish(Set<OpenOption> options) {
      appends = options.contains(StandardOpenOption.APPEND);
      writes = appends || options.contains(StandardOpenOption.WRITE);
      reads = !writes || options.contains(StandardOpenOption.READ);
      createsNew = writes && options.contains(StandardOpenOption.CREATE_NEW);
      creates = createsNew || (writes && options.contains(StandardOpenOption.CREATE));
      truncates = writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING);
      follows = !createsNew && follows(options);
      if (!writes && !follows(options) && options.contains(StandardOpenOption.CREATE_NEW)) {
        throw new Unforetold("the JDK follows links where it ignores CREATE_NEW");
      }
      if (appends && (truncates || options.contains(StandardOpenOption.READ))) {
        throw new IllegalArgumentException();
      }
    }
  }

  private static boolean follows(Set<OpenOption> options) {
    return !options.contains(NOFOLLOW_LINKS);
  }

  static NaiveHandle open(NaiveTree tree, Actor who, String path, Set<OpenOption> options)
      throws NaiveError {
    Wish wish = new Wish(options);
    if (wish.createsNew) {
      requireForetold(path);
    }
    NaiveTree.Found found = tree.find(who, path, wish.follows);
    NaiveNode node = found.node;
    if (node == null) {
      require(wish.creates, Errno.ENOENT);
      node = tree.add(found, NaiveNode.Kind.FILE, tree.manners().file(), who);
      return new NaiveHandle(tree, who, node, wish);
    }
    require(!wish.createsNew, Errno.EEXIST);
    require(!node.isLink(), Errno.ELOOP);
    require(!node.isDirectory() || !wish.writes, Errno.EISDIR);
    if (node.isDirectory() && !tree.manners().unix()) {
      throw new Unforetold("whether a directory can be opened");
    }
    int want = (wish.reads ? READ : 0) | (wish.writes ? WRITE : 0);
    require(NaiveTree.may(node, who, want), Errno.EACCES);
    NaiveHandle handle = new NaiveHandle(tree, who, node, wish);
    if (wish.truncates) {
      handle.resize(0);
    }
    return handle;
  }

  /** The JDK says EEXIST of such a path before it has looked. */
  static void requireForetold(String path) {
    if (path.endsWith("/.")) {
      throw new Unforetold("whether the directory is there");
    }
  }

  private void requireReadable() throws NaiveError {
    if (!reads) {
      throw new NonReadableChannelException();
    }
    require(!node.isDirectory(), Errno.EISDIR);
  }

  private void requireWritable() {
    if (!writes) {
      throw new NonWritableChannelException();
    }
  }

  int write(byte[] text) {
    requireWritable();
    int at = appends ? node.bytes.length : position;
    put(text, at);
    position = at + text.length;
    return text.length;
  }

  int write(byte[] text, int at) {
    requireWritable();
    if (appends && !tree.manners().unix()) {
      throw new Unforetold("what a position is to a channel that appends");
    }
    put(text, appends ? node.bytes.length : at);
    return text.length;
  }

  private void put(byte[] text, int at) {
    int size = Math.max(node.bytes.length, at + text.length);
    resize(size);
    System.arraycopy(text, 0, node.bytes, at, text.length);
  }

  private void resize(int size) {
    node.bytes = Arrays.copyOf(node.bytes, size);
    tree.touch(node);
    if (!who.privileged()) {
      NaiveTree.dropSetId(node, who);
    }
  }

  String read(int length) throws NaiveError {
    String read = read(length, position);
    position += Math.max(0, Integer.parseInt(read.substring(0, read.indexOf(' '))));
    return read;
  }

  /** How many bytes there are at {@code from}, at most {@code length}, and the bytes. */
  String read(int length, int from) throws NaiveError {
    requireReadable();
    int count = Math.min(length, node.bytes.length - from);
    if (count <= 0) {
      return "-1 ";
    }
    return count + " " + new String(node.bytes, from, count, ISO_8859_1);
  }

  void truncate(int size) {
    requireWritable();
    if (size < node.bytes.length) {
      resize(size);
    }
    position = Math.min(position, size);
  }

  long size() {
    if (node.isDirectory()) {
      throw new Unforetold("the size of a directory is the file system's affair");
    }
    return node.bytes.length;
  }
}
