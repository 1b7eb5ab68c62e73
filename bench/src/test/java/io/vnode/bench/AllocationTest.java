package io.vnode.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unlike a time, a number of bytes is the same on a busy machine: more of them fail the build. */
class AllocationTest {
  @ParameterizedTest
  @EnumSource
  void anOperationAllocatesNoMoreThanItsGate(AllocationGate gate) throws IOException {
    long bytes = AllocationMeter.measureInNewJvm(gate);
    assertTrue(
        bytes <= gate.bytes(),
        () ->
            gate + " allocates " + bytes + " B, more than the " + gate.bytes() + " B of its gate");
  }
}
