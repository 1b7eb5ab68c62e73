package io.vnode.mem;

import io.vnode.engine.Gate.Operation;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** Where a rule of {@link Faults} holds, waiting to be told for which operations. */
public final class FaultPlace {
  private final Faults plan;
  private final String words;
  private final Predicate<String> paths;

  FaultPlace(Faults plan, String words, Predicate<String> paths) {
    this.plan = plan;
    this.words = words;
    this.paths = paths;
  }

  Faults plan() {
    return plan;
  }

  /** Whether {@code path} is there. */
  boolean has(String path) {
    return paths.test(path);
  }

  @Override
  public String toString() {
    return words;
  }

  /** Opening a file, also one that is made by that. */
  public FaultTrigger open() {
    return trigger("open()", EnumSet.of(Operation.OPEN));
  }

  /** Reading bytes. */
  public FaultTrigger read() {
    return trigger("read()", EnumSet.of(Operation.READ));
  }

  /** Writing bytes. */
  public FaultTrigger write() {
    return trigger("write()", EnumSet.of(Operation.WRITE));
  }

  /** Emptying a file, also on opening it, and changing its size. */
  public FaultTrigger truncate() {
    return trigger("truncate()", EnumSet.of(Operation.TRUNCATE));
  }

  /** Mapping bytes to memory; what is read and written there goes past the plan. */
  public FaultTrigger map() {
    return trigger("map()", EnumSet.of(Operation.MAP));
  }

  /** Forcing what was written, which {@code SYNC} and {@code DSYNC} do with each write. */
  public FaultTrigger force() {
    return trigger("force()", EnumSet.of(Operation.FORCE));
  }

  /** Looking a name up, as everything does that takes a path with the name in it. */
  public FaultTrigger lookup() {
    return trigger("lookup()", EnumSet.of(Operation.LOOKUP));
  }

  /** Listing a directory; the path is that of the directory. */
  public FaultTrigger list() {
    return trigger("list()", EnumSet.of(Operation.LIST));
  }

  /** Making a file, a directory or a symbolic link. */
  public FaultTrigger make() {
    return trigger("make()", EnumSet.of(Operation.MAKE));
  }

  /** Giving a file one more name; the path is the new one. */
  public FaultTrigger link() {
    return trigger("link()", EnumSet.of(Operation.LINK));
  }

  /** Removing a name of a file, or a directory. */
  public FaultTrigger unlink() {
    return trigger("unlink()", EnumSet.of(Operation.UNLINK));
  }

  /** Renaming, from here or to here. */
  public FaultTrigger move() {
    return trigger("move()", EnumSet.of(Operation.MOVE));
  }

  /** Every operation of these. */
  public FaultTrigger any() {
    return trigger("any()", EnumSet.allOf(Operation.class));
  }

  private FaultTrigger trigger(String operation, Set<Operation> operations) {
    return new FaultTrigger(this, words + "." + operation, operations);
  }
}
