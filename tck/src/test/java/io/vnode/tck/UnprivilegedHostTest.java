package io.vnode.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vnode.testkit.UnprivilegedJvm;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The host is the reference for what permissions deny as well, which root does not see. */
class UnprivilegedHostTest {
  @Test
  void nothingFailsOnTheHostForAUserWithoutPrivileges() throws Exception {
    Assumptions.assumeTrue(
        UnprivilegedJvm.isRoot(), "HostConformanceTest is run without privileges already");
    TckRun run = UnprivilegedHost.run();
    assertTrue(run.offered().contains(Capability.PERMISSION_ENFORCEMENT), "permissions deny");
    assertEquals(
        List.of(),
        run.outcomes(Outcome.Status.FAILED).stream()
            .map(outcome -> outcome.check() + ": " + outcome.reason())
            .toList());
  }
}
