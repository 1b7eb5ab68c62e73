package io.vnode.bench;

/** A call that a program for WASI makes again and again; {@code calls.c} is the program. */
enum GuestCall implements Titled, Measured {
  CREATE("create and unlink", "a file of 100 B created and removed"),
  STAT("stat", "stat"),
  FSTAT("fstat", "fstat"),
  OPEN("open and close", "open + close"),
  RENAME("rename", "rename"),
  READDIR("readdir", "readdir, an entry of 1,000"),
  READ_SMALL("read 4 KiB", "pread of 4 KiB"),
  WRITE_SMALL("write 4 KiB", "pwrite of 4 KiB"),
  READ_LARGE("read 64 KiB", "pread of 64 KiB"),
  WRITE_LARGE("write 64 KiB", "pwrite of 64 KiB");

  private final String title;
  private final String words;

  GuestCall(String title, String words) {
    this.title = title;
    this.words = words;
  }

  /** The one that the program calls {@code title}. */
  static GuestCall of(String title) {
    return Titled.of("call", values(), title);
  }

  /** Whether it is about nothing but the bytes of an open file. */
  boolean isOfBytes() {
    return compareTo(READ_SMALL) >= 0;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String key() {
    return "GUEST_" + name();
  }

  @Override
  public String words() {
    return "wasm: " + words;
  }
}
