package io.vnode.mem;

import io.vnode.engine.Errno;
import io.vnode.engine.Gate.Operation;
import java.time.Duration;
import java.util.Locale;

/**
 * Something that went wrong as planned: what one rule of {@link Faults} did to one operation.
 *
 * @param rule the rule, as the code that made it
 * @param nth which of the operations that the rule counts it was, from one
 * @param operation what was called for
 * @param path the name that it was called by
 * @param newPath where a move would have led, otherwise null
 * @param error what it failed with, or null
 * @param asked how many bytes there were to be read or written, otherwise zero
 * @param passed how many of them could be
 * @param delay how much longer it took
 */
public record Fault(
    String rule,
    long nth,
    Operation operation,
    String path,
    String newPath,
    Errno error,
    long asked,
    long passed,
    Duration delay) {

  /** Such as {@code write /data/x: ENOSPC, the 3rd for on("/data").write()...}. */
  @Override
  public String toString() {
    String what =
        error != null
            ? error.name()
            : passed < asked ? passed + " of " + asked + " bytes" : delay.toMillis() + " ms late";
    return String.format(
        "%s %s%s: %s, as no. %d for %s",
        operation.name().toLowerCase(Locale.ROOT),
        path,
        newPath == null ? "" : " to " + newPath,
        what,
        nth,
        rule);
  }
}
