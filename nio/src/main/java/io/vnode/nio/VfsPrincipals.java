package io.vnode.nio;

import com.google.common.primitives.ImmutableIntArray;
import io.vnode.engine.Credentials;
import java.io.IOException;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/**
 * The names of users and groups: the {@code /etc/passwd} and {@code /etc/group} of a file system.
 *
 * <p>Files belong to numbers; this only says what the numbers are called. A number without a name
 * is shown as a decimal, and a decimal is accepted as the name of one, as the JDK does on Linux.
 *
 * <p>Safe for use by several threads; users and groups may be added at any time.
 */
public final class VfsPrincipals extends UserPrincipalLookupService {
  private final IdTable<Account> users = new IdTable<>("user");
  private final IdTable<VfsGroupPrincipal> groups = new IdTable<>("group");

  /** Knows {@code root} alone. */
  public VfsPrincipals() {
    addGroup("root", 0);
    addUser("root", 0, 0);
  }

  /** A user, the groups that come with logging in, and the credentials that these make. */
  private record Account(VfsUserPrincipal user, ImmutableIntArray groups, Credentials credentials) {
    @Override
    public String toString() {
      return user.getName();
    }
  }

  /**
   * Gives the user {@code uid} a name, a primary group and supplementary groups.
   *
   * @throws IllegalArgumentException when the name or the uid is taken
   */
  public VfsPrincipals addUser(String name, int uid, int gid, int... groups) {
    VfsUserPrincipal user = new VfsUserPrincipal(uid, name);
    Credentials credentials = new Credentials(uid, gid, groups);
    users.add(name, uid, new Account(user, ImmutableIntArray.copyOf(groups), credentials));
    return this;
  }

  /**
   * Gives the group {@code gid} a name.
   *
   * @throws IllegalArgumentException when the name or the gid is taken
   */
  public VfsPrincipals addGroup(String name, int gid) {
    groups.add(name, gid, new VfsGroupPrincipal(gid, name));
    return this;
  }

  /**
   * The credentials of {@code user}, who is in {@code groups} besides the groups of the table.
   *
   * @throws IllegalArgumentException naming the user or group that is not in the table
   */
  public Credentials credentials(String user, String... groups) {
    Account account = users.require(user);
    if (groups.length == 0) {
      return account.credentials();
    }
    ImmutableIntArray.Builder all = ImmutableIntArray.builder().addAll(account.groups());
    for (String group : groups) {
      all.add(this.groups.require(group).gid());
    }
    Credentials login = account.credentials();
    return new Credentials(login.uid(), login.gid(), all.build().toArray());
  }

  /** The user {@code uid}, by name where there is one. */
  public VfsUserPrincipal user(int uid) {
    Account account = users.byId(uid);
    return account == null ? new VfsUserPrincipal(uid, Integer.toString(uid)) : account.user();
  }

  /** The group {@code gid}, by name where there is one. */
  public VfsGroupPrincipal group(int gid) {
    VfsGroupPrincipal group = groups.byId(gid);
    return group == null ? new VfsGroupPrincipal(gid, Integer.toString(gid)) : group;
  }

  @Override
  public VfsUserPrincipal lookupPrincipalByName(String name) throws IOException {
    Account account = users.byName(name);
    return account == null ? user(number(name)) : account.user();
  }

  @Override
  public VfsGroupPrincipal lookupPrincipalByGroupName(String name) throws IOException {
    VfsGroupPrincipal group = groups.byName(name);
    return group == null ? group(number(name)) : group;
  }

  private static int number(String name) throws UserPrincipalNotFoundException {
    try {
      return Integer.parseInt(name);
    } catch (NumberFormatException e) {
      throw new UserPrincipalNotFoundException(name);
    }
  }

  /**
   * The uid of {@code owner}, who is to own a file.
   *
   * @throws ProviderMismatchException when it is no principal of ours
   * @throws IOException when it is a group
   */
  static int uid(UserPrincipal owner) throws IOException {
    if (owner == null) {
      throw new NullPointerException("'owner' is null");
    }
    if (owner instanceof VfsUserPrincipal user) {
      return user.uid();
    }
    if (owner instanceof VfsGroupPrincipal) {
      throw new IOException("'owner' parameter can't be a group");
    }
    throw new ProviderMismatchException("not a user of this provider: " + owner);
  }

  /**
   * The gid of {@code group}, which is to own a file.
   *
   * @throws ProviderMismatchException when it is no principal of ours
   */
  static int gid(GroupPrincipal group) {
    if (group == null) {
      throw new NullPointerException("'group' is null");
    }
    if (group instanceof VfsGroupPrincipal ours) {
      return ours.gid();
    }
    throw new ProviderMismatchException("not a group of this provider: " + group);
  }
}
