package io.vnode.wasi;

/**
 * What a function of the interface takes, as a person would say it: a path is one thing, although a
 * guest passes a pointer and a length.
 */
public enum Parameter {
  FD("i"),
  LOOKUPFLAGS("i"),
  OFLAGS("i"),
  FDFLAGS("i"),
  FSTFLAGS("i"),
  RIGHTS("I"),
  CLOCK("i"),
  WHENCE("i"),
  ADVICE("i"),
  SIGNAL("i"),
  NUMBER("i"),
  SIZE("I"),
  OFFSET("I"),
  DELTA("I"),
  TIME("I"),
  COOKIE("I"),

  /** Text of the guest's: a pointer and a length. */
  PATH("ii"),

  /** Memory to be filled or read: a pointer and a length. */
  BUFFER("ii"),

  /** A list of such memory: a pointer and a count. */
  VECTORS("ii"),

  /** Where a structure or a list is to be put, or is. */
  POINTER("i"),

  /** Where the answer is to be put: a descriptor or a count. */
  RESULT("i"),

  /** Where the answer is to be put: a place in a file, or a time. */
  LONG_RESULT("i");

  private final String types;

  Parameter(String types) {
    this.types = types;
  }

  /** The arguments of a guest that it stands for: {@code i} for an i32, {@code I} for an i64. */
  public String types() {
    return types;
  }

  /** How many arguments those are. */
  int width() {
    return types.length();
  }
}
