package io.vnode.projfs.pdl;

/**
 * A place in a text.
 *
 * @param file the name of the text
 * @param line counted from one
 * @param column counted from one, in characters
 */
public record Position(String file, int line, int column) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
