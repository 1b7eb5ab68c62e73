package io.vnode.mem;

import io.vnode.engine.Credentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who there is in one memfs: users and groups, by name.
 *
 * <p>{@code root} has the number 0. The acting user has 1000 and the group 1000, the further users
 * 1001 and so on, each with a group of the same name and number; further groups come behind them.
 */
final class MemUsers {
  private static final String ROOT = "root";
  private static final int FIRST_ID = 1000;

  private final Map<String, Integer> users = new LinkedHashMap<>();
  private final Map<String, Integer> groups = new LinkedHashMap<>();
  private final Credentials acting;

  MemUsers(MemSettings settings) {
    users.put(ROOT, 0);
    groups.put(ROOT, 0);
    String name = settings.get(MemSettings.USER);
    String group = settings.get(MemSettings.GROUP);
    int uid = addUser(name);
    int gid = addGroup(group.isEmpty() ? name : group, uid);
    for (String user : settings.get(MemSettings.USERS)) {
      addGroup(user, addUser(user));
    }
    List<String> further = settings.get(MemSettings.GROUPS);
    further.forEach(this::addGroup);
    acting = new Credentials(uid, gid, further.stream().mapToInt(groups::get).toArray());
  }

  private int addUser(String name) {
    return users.computeIfAbsent(name, added -> FIRST_ID + users.size() - 1);
  }

  /** Adds a group with the number of the user it belongs to. @return the group's number */
  private int addGroup(String name, int id) {
    return groups.computeIfAbsent(name, added -> groups.containsValue(id) ? nextGroup() : id);
  }

  private void addGroup(String name) {
    addGroup(name, nextGroup());
  }

  /** A number above those of all users and groups. */
  private int nextGroup() {
    int next = FIRST_ID + users.size() - 1;
    while (groups.containsValue(next)) {
      next++;
    }
    return next;
  }

  /** The credentials of the user who acts where nobody else is named. */
  Credentials acting() {
    return acting;
  }

  /**
   * The credentials of {@code user} in the group of the same name and in {@code further} groups.
   *
   * @throws IllegalArgumentException for a user or group that there is not
   */
  Credentials of(String user, String... further) {
    int uid = require(users, "user", user);
    int[] gids = new int[further.length];
    for (int i = 0; i < gids.length; i++) {
      gids[i] = require(groups, "group", further[i]);
    }
    int gid = uid == acting.uid() ? acting.gid() : groups.get(user);
    return new Credentials(uid, gid, gids);
  }

  private static int require(Map<String, Integer> table, String what, String name) {
    Integer id = table.get(name);
    if (id == null) {
      throw new IllegalArgumentException(
          MemFsProvider.SCHEME
              + ": "
              + what
              + ": '"
              + name
              + "' is unknown: there are "
              + String.join(", ", table.keySet()));
    }
    return id;
  }
}
