package io.vnode.mem;

import io.vnode.engine.Credentials;

/** Somebody who takes part in a history; {@code variable} is what code calls his root. */
record TestUser(String variable, Credentials credentials) {
  static final TestUser ROOT = new TestUser("root", Credentials.ROOT);

  /** The owner of the tree where it is not root's. */
  static final TestUser ALICE = new TestUser("alice", new Credentials(1000, 1000));

  /** One who is in Alice's group. */
  static final TestUser BOB = new TestUser("bob", new Credentials(1001, 1001, 1000));

  /** One who has nothing to do with the others. */
  static final TestUser CAROL = new TestUser("carol", new Credentials(1002, 1002));
}
