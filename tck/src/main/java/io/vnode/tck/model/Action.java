package io.vnode.tck.model;

import java.io.IOException;

/** One step of a history: who does what; reads as the code that does it. */
record Action(Actor user, String code, Operation operation) {
  /** What is done, whoever does it to whatever tree. */
  interface Operation {
    Object on(Subject subject) throws IOException;
  }

  @Override
  public String toString() {
    return code.replace("$(", user.variable() + ".resolve(").replace("$", user.variable()) + ";";
  }
}
