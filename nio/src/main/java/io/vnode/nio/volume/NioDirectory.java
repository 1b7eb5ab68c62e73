package io.vnode.nio.volume;

import io.vnode.engine.Birth;
import io.vnode.engine.Change;
import io.vnode.engine.Credentials;
import io.vnode.engine.Directory;
import io.vnode.engine.DirectoryCursor;
import io.vnode.engine.Errno;
import io.vnode.engine.FileNode;
import io.vnode.engine.Inode;
import io.vnode.engine.Kind;
import io.vnode.engine.Mode;
import io.vnode.engine.NumberedCursor;
import io.vnode.engine.OpenFile;
import io.vnode.engine.Stat;
import io.vnode.engine.VfsException;
import io.vnode.engine.WatchKind;
import io.vnode.engine.Xattrs;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchKey;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/** A directory of the host. All that happens in it happens there. */
final class NioDirectory extends Directory implements NioInode {
  private static final Set<OpenOption> CREATION =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final NioVolume volume;
  private final HostEntry entry;

  /** The names that a walk began with last, for those that go on. */
  private volatile List<String> listed;

  /** What was made of a name last: who opens a file has just looked it up. */
  private volatile HostName lastName;

  /** The directory of the host, while it is held open. */
  private volatile HeldDirectory held;

  /** Where the host reports what happens here; null while nobody watches, or if it does not. */
  private volatile WatchKey reports;

  /** A directory below {@code parent}, or the root of {@code volume} when that is null. */
  NioDirectory(NioVolume volume, long number, HostEntry entry, NioDirectory parent) {
    super(
        volume, number, new Birth(Kind.DIRECTORY.bits() | Mode.PERMISSIONS, 0, 0, 0, null), parent);
    this.volume = volume;
    this.entry = entry;
  }

  @Override
  public HostEntry entry() {
    return entry;
  }

  Object key() {
    return entry.key();
  }

  Place place() {
    return entry.place();
  }

  boolean isRoot() {
    return entry.isRoot();
  }

  Path path() {
    return entry.path();
  }

  /** A name, and how the host has it. */
  private record HostName(String name, Path path) {}

  HeldDirectory held() {
    return held;
  }

  /** Notes that it is held open as {@code opened}, or, if that is null, no more. */
  void hold(HeldDirectory opened) {
    held = opened;
  }

  NioVolume nioVolume() {
    return volume;
  }

  @Override
  public boolean isStill(Kind kind, Place place) {
    return kind == Kind.DIRECTORY && !isDead() && place.equals(place());
  }

  /** Something that a directory of the host is asked. */
  @FunctionalInterface
  interface Question<T> {
    T ask(HostDirectory host) throws IOException;
  }

  /** Something that a directory of the host is told. */
  @FunctionalInterface
  interface Order {
    void give(HostDirectory host) throws IOException;
  }

  /** The host's answer to {@code question}. */
  <T> T ask(Question<T> question) throws IOException {
    return HostErrors.asking(() -> {
      HostDirectory host = volume.directories().enter(this);
      try {
        return question.ask(host);
      } finally {
        host.leave();
      }
    });
  }

  /** Gives the host {@code order}, which changes something. */
  void tell(Order order) throws IOException {
    volume.beforeChange();
    change(host -> {
      order.give(host);
      return null;
    });
  }

  /** As {@link #ask}, where the question changes something. */
  private <T> T change(Question<T> question) throws IOException {
    try {
      return ask(question);
    } finally {
      volume.recent().changed();
    }
  }

  // ---------------------------------------------------------------- names

  @Override
  public Inode lookup(String name) throws IOException {
    return find(name, null);
  }

  @Override
  protected Inode lookup(String name, Stat into) throws IOException {
    return into.detail() == Stat.Detail.BASIC ? find(name, into) : findWithMore(name, into);
  }

  /** What is called {@code name}, and more than its basic attributes, by one question. */
  private Inode findWithMore(String name, Stat into) throws IOException {
    Place place = new Place(this, name);
    try {
      HostStat found =
          volume.recent().stat(place, into.detail(), detail -> stat(hostName(name), detail));
      Inode inode = volume.inode(found.kind(), found.key(), place);
      found.fill(into, inode);
      return inode;
    } catch (VfsException e) {
      return nothing(e);
    }
  }

  private HostStat stat(Path hostName, Stat.Detail detail) throws IOException {
    return ask(host -> host.stat(hostName, volume.views(), detail));
  }

  /** No inode, if that is what {@code e} says. @throws VfsException if not */
  private static Inode nothing(VfsException e) throws VfsException {
    return switch (e.errno()) {
      case ENOENT, ENOTDIR, EINVAL -> null;
      default -> throw e;
    };
  }

  @Override
  protected Directory leap(String[] names, int from, int to) throws IOException {
    return volume.directories().inPlace(names, from, to);
  }

  /** What is called {@code name}; the basic attributes that were found go {@code into} as well. */
  private Inode find(String name, Stat into) throws IOException {
    Place place = new Place(this, name);
    try {
      BasicFileAttributes found =
          volume.recent().get(place, BasicFileAttributes.class, () -> read(hostName(name)));
      Inode inode = volume.inode(HostStat.kind(found), found.fileKey(), place);
      if (into != null) {
        HostStat.fillBasic(found, into, inode);
      }
      return inode;
    } catch (VfsException e) {
      return nothing(e);
    }
  }

  /** What the host knows of what is called {@code hostName}. */
  BasicFileAttributes read(Path hostName) throws IOException {
    return ask(host -> host.view(hostName, volume.views().view()).readAttributes());
  }

  /** {@code name} as the host has it. @throws VfsException EINVAL when it cannot be one there */
  Path hostName(String name) throws VfsException {
    HostName last = lastName;
    if (last != null && last.name.equals(name)) {
      return last.path;
    }
    try {
      Path path = volume.host().getPath(name);
      if (!path.isAbsolute() && path.getNameCount() == 1 && path.toString().equals(name)) {
        lastName = new HostName(name, path);
        return path;
      }
    } catch (InvalidPathException e) {
      // No name there can be written so.
    }
    throw VfsException.of(Errno.EINVAL);
  }

  /** As {@link #hostName}, for what is to have the name. @throws VfsException EROFS if protected */
  private Path newHostName(String name) throws VfsException {
    ProtectedNames names = volume.protectedNames();
    if (names != null && names.cover(new Place(this, name))) {
      throw VfsException.of(Errno.EROFS);
    }
    return hostName(name);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Hosts have no cookies. A walk that begins sees the names of that moment; one that goes on
   * from a cookie goes on with the names that the last one began with.
   */
  @Override
  public DirectoryCursor list(long after) throws IOException {
    List<String> names = listed;
    if (after == 0 || names == null) {
      names = names();
      listed = names;
    }
    return new NumberedCursor(new Listing(names), names.size(), after);
  }

  /** Names that the directory had; what they stand for is looked up when somebody asks. */
  private final class Listing implements NumberedCursor.Row {
    private final List<String> names;

    Listing(List<String> names) {
      this.names = names;
    }

    @Override
    public String name(int index) {
      return names.get(index);
    }

    @Override
    public Inode inode(int index) throws IOException {
      return lookup(names.get(index));
    }
  }

  /** The names at the host; none when the directory was removed. */
  List<String> names() throws IOException {
    try {
      return ask(HostDirectory::names);
    } catch (VfsException e) {
      if (e.errno() == Errno.ENOENT) {
        return List.of();
      }
      throw e;
    }
  }

  /** For all that the engine does with the answer: the host refuses to remove what is not. */
  @Override
  public boolean isEmpty() {
    return true;
  }

  // ---------------------------------------------------------------- changes

  @Override
  protected Inode make(String name, Birth birth) throws IOException {
    Path hostName = newHostName(name);
    if (birth.kind() == Kind.SYMLINK && !volume.policy().links()) {
      throw VfsException.of(Errno.EPERM);
    }
    tell(host -> {
      switch (birth.kind()) {
        case DIRECTORY -> host.makeDirectory(hostName, volume.views().attributes(birth));
        case SYMLINK -> host.makeLink(hostName, volume.host().getPath(birth.target()));
        case REGULAR -> host.open(hostName, CREATION, volume.views().attributes(birth)).close();
        default -> throw VfsException.of(Errno.EPERM);
      }
    });
    return finished(made(name), name, birth);
  }

  /**
   * Gives what was made under {@code name} what a host cannot be given with the order to make it:
   * special bits, and the group of a directory whose bit says that it is inherited.
   */
  private Inode finished(Inode made, String name, Birth birth) throws IOException {
    if (!volume.views().unix() || birth.kind() == Kind.SYMLINK) {
      return made;
    }
    int special = birth.mode() & Mode.CHANGEABLE & ~Mode.PERMISSIONS;
    Change rest = new Change();
    if (birth.kind() == Kind.DIRECTORY && !ask(HostDirectory::isPathSafe)) {
      // It was made in the root, and inherited from there.
      HostStat own = entry.stat(Stat.Detail.ALL);
      if ((own.mode() & Mode.SET_GID) != 0) {
        rest.group(own.gid());
        special |= Mode.SET_GID;
      }
    }
    if (special != 0) {
      rest.mode(((NioInode) made).entry().stat(Stat.Detail.NAMES).mode() | special);
      tell(host -> HostChange.of(host, hostName(name)).apply(rest, volume.now()));
    }
    return made;
  }

  /** What was made under {@code name}. @throws VfsException ENOENT when it is gone already */
  private Inode made(String name) throws IOException {
    Inode made = lookup(name);
    if (made == null) {
      throw VfsException.of(Errno.ENOENT);
    }
    return made;
  }

  @Override
  protected OpenFile create(String name, Birth birth, Credentials who, int how) throws IOException {
    Path hostName = newHostName(name);
    Set<OpenOption> options = NioBody.options(how | OpenFile.WRITE);
    options.add(StandardOpenOption.CREATE_NEW);
    volume.beforeChange();
    SeekableByteChannel channel =
        change(host -> host.open(hostName, options, volume.views().attributes(birth)));
    try {
      Inode made = lookup(name);
      if (made == null) {
        channel.close(); // Zipfs shows a file once it is closed, and not before.
        made = made(name);
        channel = ask(host -> host.open(hostName, NioBody.options(how)));
      }
      if (finished(made, name, birth) instanceof FileNode file) {
        return new OpenFile(file, new NioBody(channel, volume.recent()), who, how, this, name);
      }
      throw VfsException.of(Errno.ENOENT);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  protected void link(String name, Inode inode) throws IOException {
    Path hostName = newHostName(name);
    HostEntry existing = ((NioInode) inode).entry();
    Place place = existing.place();
    tell(host ->
        place.parent().tell(from -> host.link(hostName, from, place.hostName(), existing.key())));
  }

  @Override
  protected void unlink(String name, Inode inode) throws IOException {
    Path hostName = hostName(name);
    if (inode instanceof NioDirectory) {
      tell(host -> host.deleteDirectory(hostName));
    } else {
      tell(host -> host.deleteFile(hostName));
    }
    volume.forgetEntry((NioInode) inode);
  }

  @Override
  protected void move(String name, Inode inode, Directory to, String newName, Inode replaced)
      throws IOException {
    NioDirectory target = (NioDirectory) to;
    Path hostName = hostName(name);
    Path newHostName = target.newHostName(newName);
    if (inode instanceof NioDirectory directory && volume.protectedNames() != null) {
      volume.protectedNames().requireNoneBelow(directory, new Place(target, newName));
    }
    tell(host -> target.tell(other -> host.move(hostName, other, newHostName)));
    volume.moved((NioInode) inode, new Place(target, newName));
    if (replaced != null) {
      volume.forgetEntry((NioInode) replaced);
    }
  }

  @Override
  protected void exchange(String name, Inode inode, Directory to, String newName, Inode other)
      throws IOException {
    throw VfsException.of(Errno.EINVAL); // As rename(2) where the file system has no exchange.
  }

  // ---------------------------------------------------------------- watching

  @Override
  protected void beginReports() throws IOException {
    reports = volume.watches().begin(this);
  }

  @Override
  protected void endReports() {
    WatchKey key = reports;
    if (key != null) {
      reports = null;
      volume.watches().end(key, this);
    }
  }

  @Override
  protected boolean isReporting() {
    return reports != null;
  }

  /** Notes that the host reports {@code kind} of {@code name}, which is null for an OVERFLOW. */
  void reported(WatchKind kind, String name) {
    report(kind, name);
  }

  /** Whether the host has removed the directory, as far as it can be seen. */
  boolean isRemovedAtHost() {
    try {
      return ask(HostDirectory::isRemoved);
    } catch (IOException e) {
      return e instanceof VfsException known && known.errno() == Errno.ENOENT;
    }
  }

  /** Notes that the host reports the end of the directory. */
  void gone() {
    reportEnd();
  }

  // ---------------------------------------------------------------- attributes

  @Override
  public boolean isReadOnly() {
    return super.isReadOnly() || entry.isProtected();
  }

  @Override
  public void stat(Stat into) throws IOException {
    entry.fill(into, this);
  }

  @Override
  protected boolean isAllowed(int want) throws IOException {
    return entry.allows(want);
  }

  @Override
  public void apply(Change change, long now) throws IOException {
    entry.apply(change, now);
  }

  @Override
  protected Xattrs readXattrs() throws IOException {
    return entry.readXattrs();
  }

  @Override
  protected void setXattrs(Xattrs replacement) throws IOException {
    entry.setXattrs(replacement);
  }

  @Override
  protected void noteLinks(int delta) {
    // The host counts them.
  }
}
