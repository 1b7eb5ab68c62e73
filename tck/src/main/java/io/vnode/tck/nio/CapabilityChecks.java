package io.vnode.tck.nio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.tck.Area;
import io.vnode.tck.Capability;
import io.vnode.tck.Case;
import io.vnode.tck.Cites;
import java.util.stream.Stream;

/** Whether a file system has what it is said to offer. */
@Area(value = "nio.capabilities", source = "the description of the file system", writes = false)
final class CapabilityChecks {
  @Cites("[with]")
  Stream<Case> whatIsOfferedIsFoundByTrying() {
    return Stream.of(Capability.values())
        .map(capability ->
            Case.of(capability.name(), p -> assertTrue(p.finds(capability), capability.words()))
                .needs(capability));
  }
}
