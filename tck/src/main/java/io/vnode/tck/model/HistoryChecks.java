package io.vnode.tck.model;

import static io.vnode.tck.Capability.OTHER_USERS;
import static io.vnode.tck.Capability.PERMISSION_ENFORCEMENT;
import static io.vnode.tck.Capability.POSIX_PERMISSIONS;
import static io.vnode.tck.Capability.UNIX_ATTRIBUTES;

import io.vnode.tck.Area;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import io.vnode.tck.Needs;
import io.vnode.tck.OwnFileSystem;
import io.vnode.tck.Playground;
import io.vnode.tck.TimeLimit;
import io.vnode.testkit.Property;
import java.util.stream.Stream;

/** What comes of random calls of {@code Files} and of channels, one after the other. */
@Area(value = "model.histories", source = "the naive model of POSIX.1-2024")
@OwnFileSystem
@TimeLimit(value = HistoryChecks.SECONDS, prolongedBy = Property.TRIES)
final class HistoryChecks {
  /** For all histories of a property, and for the search for a short one. */
  static final int SECONDS = 120;

  @Cites("[4.16 Pathname Resolution]")
  Stream<Case> anyHistoryOfOneUserIsThatOfTheModel() {
    return Stream.of(Theme.values())
        .map(theme -> Case.of(theme.label(), p -> Histories.ofOne(p).run(theme)));
  }

  @Needs({OTHER_USERS, POSIX_PERMISSIONS, PERMISSION_ENFORCEMENT, UNIX_ATTRIBUTES})
  @Cites("[4.7 File Access Permissions]")
  Stream<Case> anyHistoryOfSeveralUsersIsThatOfTheModel() {
    return Stream.of(Theme.NAMES, Theme.CONTENTS, Theme.ATTRIBUTES, Theme.EVERYTHING)
        .map(theme ->
            Case.of(
                theme.label(), p -> Histories.ofSeveral(p, Histories.EVERYBODY_WRITES).run(theme)));
  }

  @Needs({OTHER_USERS, POSIX_PERMISSIONS, PERMISSION_ENFORCEMENT, UNIX_ATTRIBUTES})
  @Cites("[4.5 Directory Protection]")
  void anyHistoryOfSeveralUsersInAStickyDirectoryIsThatOfTheModel(Playground p) throws Exception {
    int sticky = Histories.EVERYBODY_WRITES | Histories.STICKY;
    Histories.ofSeveral(p, sticky).run(Theme.NAMES);
  }
}
