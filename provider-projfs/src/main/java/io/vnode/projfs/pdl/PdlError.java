package io.vnode.projfs.pdl;

/** Something that is wrong in a definition, and what would be right. */
public record PdlError(Position position, String message) {

  @Override
  public String toString() {
    return position + ": " + message;
  }
}
