package io.vnode.cli;

import io.vnode.wasi.WasiAccess;

/**
 * A directory that {@code vnode run} gives to a program.
 *
 * @param location where it is, as any command names it
 * @param name what the program calls it
 */
record GuestDirectory(String location, String name, WasiAccess access) {
  private static final String SEPARATOR = "::";
  private static final String READ_ONLY = ":ro";
  private static final String READ_WRITE = ":rw";

  /** What stands for an empty directory in memory. */
  private static final String MEMORY = "memfs:";

  /**
   * The directory that {@code text} describes, the {@code index}th of a program.
   *
   * @throws IllegalArgumentException when it describes none, saying how one is described
   */
  static GuestDirectory parse(String text, int index) {
    int separator = text.lastIndexOf(SEPARATOR);
    if (separator <= 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is no SPEC::GUEST[:ro], as in ./data::/data:ro or memfs:::/");
    }
    String location = text.substring(0, separator);
    String guest = text.substring(separator + SEPARATOR.length());
    boolean readOnly = guest.endsWith(READ_ONLY);
    String name =
        readOnly || guest.endsWith(READ_WRITE)
            ? guest.substring(0, guest.length() - READ_ONLY.length())
            : guest;
    if (name.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' does not say what the program calls it");
    }
    return new GuestDirectory(
        location.equals(MEMORY) ? MEMORY + "//run-" + index + "/" : location,
        name,
        readOnly ? WasiAccess.READ_ONLY : WasiAccess.READ_WRITE);
  }
}
