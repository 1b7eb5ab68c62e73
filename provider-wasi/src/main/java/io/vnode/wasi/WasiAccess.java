package io.vnode.wasi;

/** What a guest may do in a directory that it is given. */
public enum WasiAccess {
  /** Reading: whatever changes something answers EROFS. */
  READ_ONLY,

  /** Reading and writing, as far as the file system itself allows. */
  READ_WRITE
}
