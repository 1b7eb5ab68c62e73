package io.vnode.nio;

import io.vnode.engine.Inode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The attributes of an {@link InodeView}, by their names. */
final class OwnView implements NamedView {
  private final Location place;
  private final InodeView view;
  private final int flags;

  OwnView(Location place, InodeView view, int flags) {
    this.place = place;
    this.view = view;
    this.flags = flags;
  }

  /** {@inheritDoc} None can be set. */
  @Override
  public void set(String attribute, Object value) {
    throw unknown(attribute);
  }

  @Override
  public Map<String, Object> read(String... attributes) throws IOException {
    Inode inode = place.lookup(flags);
    Map<String, Object> values = new LinkedHashMap<>();
    for (String attribute : attributes) {
      if (attribute.equals("*")) {
        for (String each : view.attributes()) {
          values.put(each, view.read(inode, each));
        }
      } else if (view.attributes().contains(attribute)) {
        values.put(attribute, view.read(inode, attribute));
      } else {
        throw unknown(attribute);
      }
    }
    return values;
  }

  private IllegalArgumentException unknown(String attribute) {
    return new IllegalArgumentException("'" + view.name() + ":" + attribute + "' not recognized");
  }
}
