package io.vnode.zipstore.format;

/**
 * A walk over the extra fields of an entry (APPNOTE 4.5). It ends where a field would go beyond the
 * space that they have: what follows is ignored, as other readers do.
 */
final class ExtraFields {
  private static final int HEADER_SIZE = 4;

  private final byte[] bytes;
  private final int end;
  private int next;
  private int at;

  /** In front of the first of the fields in the {@code length} bytes at {@code from}. */
  ExtraFields(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.end = from + length;
    this.next = from;
  }

  /** Goes to the next field. @return false if there is none */
  boolean next() {
    if (end - next < HEADER_SIZE || end - next - HEADER_SIZE < Fields.u16(bytes, next + 2)) {
      return false;
    }
    at = next + HEADER_SIZE;
    next = at + length();
    return true;
  }

  int id() {
    return Fields.u16(bytes, at - HEADER_SIZE);
  }

  /** How many bytes the field holds. */
  int length() {
    return Fields.u16(bytes, at - 2);
  }

  /** Where they begin. */
  int at() {
    return at;
  }
}
