package io.vnode.nio;

import io.vnode.engine.Credentials;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The users and groups that {@link TreeSettings} name, numbered.
 *
 * <p>{@code root} has the number 0. The acting user has 1000 and a group of that number; the
 * further users have 1001 and so on, each with a group of the same name and number; further groups
 * come behind them.
 */
public final class VfsUsers {
  private static final String ROOT = "root";
  private static final int FIRST_ID = 1000;

  private final VfsPrincipals principals = new VfsPrincipals();
  private final Credentials acting;

  private final Map<String, Integer> gids = new HashMap<>(Map.of(ROOT, 0));
  private int nextId = FIRST_ID;

  /** Those that {@code settings} name. */
  public VfsUsers(Map<Setting<?>, Object> settings) {
    String user = SettingTable.value(settings, TreeSettings.USER);
    String group = SettingTable.value(settings, TreeSettings.GROUP);
    int id = nextId++;
    int uid = user.equals(ROOT) ? 0 : id;
    int gid = gid(group.isEmpty() ? user : group, id);
    Set<String> others = new LinkedHashSet<>(SettingTable.value(settings, TreeSettings.USERS));
    others.remove(ROOT);
    others.remove(user);
    others.forEach(this::addUser);
    int[] further =
        SettingTable.value(settings, TreeSettings.GROUPS).stream()
            .mapToInt(name -> gid(name, nextId++))
            .toArray();
    if (uid != 0) {
      principals.addUser(user, uid, gid, further);
    }
    acting = new Credentials(uid, gid, further);
  }

  private void addUser(String name) {
    int id = nextId++;
    principals.addUser(name, id, gid(name, id));
  }

  /** The number of a group, which is {@code id} if it has none yet. */
  private int gid(String name, int id) {
    Integer known = gids.putIfAbsent(name, id);
    if (known != null) {
      return known;
    }
    principals.addGroup(name, id);
    return id;
  }

  /** Their names. */
  public VfsPrincipals principals() {
    return principals;
  }

  /** The one who acts where nobody else is named. */
  public Credentials acting() {
    return acting;
  }
}
