package io.vnode.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** All that can be seen of a tree, as text: names in the order of listing, attributes, contents. */
final class TreeText {
  private final StringBuilder text = new StringBuilder();

  private record Place(String path, Directory directory) {}

  static String of(Namespace namespace) throws IOException {
    TreeText text = new TreeText();
    Deque<Place> pending = new ArrayDeque<>();
    text.add("/", 0, namespace.root());
    pending.add(new Place("", namespace.root()));
    while (!pending.isEmpty()) {
      Place place = pending.remove();
      DirectoryCursor cursor = place.directory().list(0);
      for (DirectoryEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
        String path = place.path() + "/" + entry.name();
        text.add(path, entry.cookie(), entry.inode());
        if (entry.inode() instanceof Directory directory) {
          pending.add(new Place(path, directory));
        }
      }
    }
    return text.text.toString();
  }

  private void add(String path, long cookie, Inode inode) throws IOException {
    Stat stat = new Stat();
    inode.stat(stat);
    text.append(path).append(" cookie ").append(cookie).append(" number ").append(stat.inode());
    text.append(" mode ").append(Integer.toOctalString(stat.mode()));
    text.append(" links ").append(stat.links()).append(" size ").append(stat.size());
    text.append(" allocated ").append(stat.allocated()).append(" rdev ").append(stat.rdev());
    text.append(" owner ").append(stat.uid()).append(':').append(stat.gid());
    text.append(" times ").append(stat.accessed()).append(' ').append(stat.modified());
    text.append(' ').append(stat.changed()).append(' ').append(stat.born());
    text.append(" flags ").append(inode.flags());
    for (String name : Xattrs.orEmpty(inode.xattrs()).names()) {
      text.append(' ').append(name).append('=');
      text.append(ByteBuffer.wrap(inode.xattrs().get(name)).hashCode());
    }
    if (inode instanceof SymlinkNode link) {
      text.append(" -> ").append(link.target());
    } else if (inode instanceof TreeFile file) {
      addData(file.body());
    }
    text.append('\n');
  }

  /** The pieces that are no holes. */
  private void addData(Body body) throws IOException {
    for (long from = body.nextData(0); from >= 0; from = body.nextData(body.nextHole(from))) {
      ByteBuffer data = ByteBuffer.allocate((int) (body.nextHole(from) - from));
      body.read(data, from);
      text.append(" at ").append(from).append(" '");
      text.append(StandardCharsets.UTF_8.decode(data.flip())).append('\'');
    }
  }
}
