package io.vnode.tck;

import java.util.EnumSet;
import java.util.Set;

/** A row of a table of checks. Immutable. */
public final class Case {
  private final String label;
  private final String cites;
  private final Set<Capability> needs;
  private final Check.Body body;

  private Case(String label, String cites, Set<Capability> needs, Check.Body body) {
    this.label = label;
    this.cites = cites;
    this.needs = needs;
    this.body = body;
  }

  /** A row whose {@code label} ends the id and the title of the check. */
  public static Case of(String label, Check.Body body) {
    return new Case(label, null, Set.of(), body);
  }

  /** The same, found in another place than the rest of the table. */
  public Case cites(String place) {
    return new Case(label, place, needs, body);
  }

  /** The same, which needs these besides what the table needs. */
  public Case needs(Set<Capability> more) {
    EnumSet<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(needs);
    all.addAll(more);
    return new Case(label, cites, all, body);
  }

  /** The same, which needs these besides what the table needs. */
  public Case needs(Capability... more) {
    return needs(Set.of(more));
  }

  String label() {
    return label;
  }

  /** The place, or null for the table's. */
  String place() {
    return cites;
  }

  Set<Capability> needs() {
    return needs;
  }

  Check.Body body() {
    return body;
  }
}
