package io.vnode.nio;

import java.io.IOException;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of users and groups: the {@code /etc/passwd} and {@code /etc/group} of a file system.
 */
public final class VfsPrincipals extends UserPrincipalLookupService {
  private final Map<String, Integer> users = new ConcurrentHashMap<>();
  private final Map<String, Integer> groups = new ConcurrentHashMap<>();

  /** Knows {@code root} alone. */
  public VfsPrincipals() {
    users.put("root", 0);
    groups.put("root", 0);
  }

  @Override
  public UserPrincipal lookupPrincipalByName(String name) throws IOException {
    throw new UserPrincipalNotFoundException(name);
  }

  @Override
  public GroupPrincipal lookupPrincipalByGroupName(String group) throws IOException {
    throw new UserPrincipalNotFoundException(group);
  }
}
