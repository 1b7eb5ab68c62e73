package io.vnode.projfs;

import java.util.Arrays;

/** A directory: its entries in the order of their declaration, and a table to find them by name. */
final class DirectoryNode extends Node {
  private static final int SMALLEST = 4;
  private static final int NONE = -1;

  /** Whether somebody has declared it, and not only something below it. */
  private boolean declared;

  private int count;
  private Node[] children = new Node[SMALLEST];

  /** For each hash, from there on, indices of children and one more; zero where there is none. */
  private int[] slots = new int[2 * SMALLEST];

  DirectoryNode(String name, int number) {
    super(name, number);
  }

  boolean isDeclared() {
    return declared;
  }

  void declare() {
    declared = true;
  }

  int count() {
    return count;
  }

  /** The child that was declared as the {@code index}-th, from zero. */
  Node child(int index) {
    return children[index];
  }

  /** The child called {@code name}, or null. */
  Node child(String name) {
    int index = slots[slot(name)] - 1;
    return index == NONE ? null : children[index];
  }

  /** Adds {@code child}, whose name is free. */
  void add(Node child) {
    if (count == children.length) {
      children = Arrays.copyOf(children, count + (count >> 1));
    }
    if (2 * (count + 1) > slots.length) {
      grow();
    }
    children[count++] = child;
    slots[slot(child.name())] = count;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < count; i++) {
      slots[slot(children[i].name())] = i + 1;
    }
  }

  /** Where {@code name} is in the table, or would be. */
  private int slot(String name) {
    int hash = name.hashCode() * 0x9E3779B9; // Neighbouring names spread over the table.
    int slot = hash >>> Integer.numberOfLeadingZeros(slots.length - 1);
    while (slots[slot] != 0 && !children[slots[slot] - 1].name().equals(name)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }
}
