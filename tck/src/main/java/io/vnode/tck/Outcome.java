package io.vnode.tck;

import java.time.Duration;
import java.util.List;

/**
 * How a check ended on one file system. Immutable.
 *
 * @param reason why it did not pass; empty if it did
 * @param failure what it threw, or null
 * @param operations what was done on the file system, in order
 */
public record Outcome(
    Check check,
    Status status,
    String reason,
    Throwable failure,
    List<String> operations,
    Duration took) {

  /** What came of it. */
  public enum Status {
    PASSED("pass"),
    FAILED("fail"),

    /** It failed, and was known to. */
    KNOWN("known"),

    /** It needs what the file system does not offer. */
    NOT_OFFERED("not offered");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
