package io.vnode.nio;

import java.io.IOException;
import java.util.Map;

/** A view as {@code Files.setAttribute} and {@code Files.readAttributes} use it: by names. */
interface NamedView {

  /**
   * Sets one attribute.
   *
   * @throws IllegalArgumentException when the view has none of this name that can be set
   * @throws ClassCastException when the value is not of the attribute's class
   */
  void set(String attribute, Object value) throws IOException;

  /**
   * Reads attributes; {@code *} stands for all.
   *
   * @throws IllegalArgumentException when the view has none of a name
   */
  Map<String, Object> read(String... attributes) throws IOException;
}
