package io.vnode.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vnode.engine.Credentials;
import java.io.IOException;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import org.junit.jupiter.api.Test;

/** {@link UserPrincipalLookupService}, and the tables behind it. */
class VfsPrincipalsTest {
  private final VfsPrincipals principals =
      new VfsPrincipals()
          .addGroup("alice", 1000)
          .addGroup("staff", 2000)
          .addGroup("audio", 2001)
          .addUser("alice", 1000, 1000, 2001);

  /** {@link UserPrincipalLookupService#lookupPrincipalByName}. */
  @Test
  void principalsAreFoundByName() throws IOException {
    assertEquals(1000, principals.lookupPrincipalByName("alice").uid());
    assertEquals(2000, principals.lookupPrincipalByGroupName("staff").gid());
    assertEquals("root", principals.lookupPrincipalByName("root").getName());
    assertSame(principals.user(1000), principals.lookupPrincipalByName("alice"));
    assertSame(principals.group(2000), principals.lookupPrincipalByGroupName("staff"));
  }

  /** {@link UserPrincipalNotFoundException#getName}: the name that nobody has. */
  @Test
  void unknownNamesAreNotFound() {
    UserPrincipalNotFoundException e =
        assertThrows(
            UserPrincipalNotFoundException.class, () -> principals.lookupPrincipalByName("staff"));
    assertEquals("staff", e.getName());
    assertThrows(
        UserPrincipalNotFoundException.class, () -> principals.lookupPrincipalByGroupName("bob"));
  }

  /** The JDK's lookup on Linux: what is no name may be a number. */
  @Test
  void numbersStandForThoseWithoutAName() throws IOException {
    assertEquals(4711, principals.lookupPrincipalByName("4711").uid());
    assertEquals("4711", principals.user(4711).getName());
    assertEquals("alice", principals.lookupPrincipalByName("1000").getName());
    assertEquals("4711", principals.lookupPrincipalByGroupName("4711").toString());
  }

  /** {@link java.security.Principal#equals}: by number, and never a user to a group. */
  @Test
  void principalsAreEqualByKindAndNumber() {
    assertEquals(principals.user(7), new VfsPrincipals().user(7));
    assertEquals(principals.user(1000), new VfsPrincipals().user(1000));
    assertEquals(principals.user(1000).hashCode(), new VfsPrincipals().user(1000).hashCode());
    assertNotEquals(principals.user(7), principals.user(8));
    assertNotEquals((Object) principals.user(7), principals.group(7));
    assertEquals(principals.group(7), new VfsPrincipals().group(7));
  }

  /** initgroups(3): who logs in has the groups of the table, and here those that are asked for. */
  @Test
  void usersBecomeCredentials() {
    assertEquals(new Credentials(1000, 1000, 2001), principals.credentials("alice"));
    assertEquals(new Credentials(1000, 1000, 2000, 2001), principals.credentials("alice", "staff"));
    assertEquals(Credentials.ROOT, principals.credentials("root"));
  }

  /** passwd(5): a name has one number, a number one name. */
  @Test
  void tablesTakeANameAndANumberOnce() {
    for (Runnable wrong :
        new Runnable[] {
          () -> principals.addUser("alice", 1, 1),
          () -> principals.addUser("bob", 1000, 1),
          () -> principals.addUser("bob", -1, 1),
          () -> principals.addUser(" ", 1, 1),
          () -> principals.addGroup("staff", 1),
          () -> principals.addGroup("more", 2000),
          () -> principals.credentials("bob"),
          () -> principals.credentials("alice", "nobody"),
        }) {
      assertThrows(IllegalArgumentException.class, wrong::run);
    }
    assertEquals(1001, principals.addUser("bob", 1001, 1001).user(1001).uid());
  }
}
