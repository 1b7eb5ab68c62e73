package io.vnode.wasi;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Optional;

/**
 * A function as programs import it: a row of the table, under one of the names of the interface.
 *
 * @param abi what the name of its module tells
 * @param call what its own name tells
 */
public record WasiImport(Abi abi, WasiCall call) {
  private static final ImmutableMap<String, Abi> ABIS =
      Maps.uniqueIndex(Arrays.asList(Abi.values()), Abi::module);

  private static final ImmutableMap<String, WasiCall> CALLS =
      Maps.uniqueIndex(Arrays.asList(WasiCall.values()), WasiCall::wasmName);

  /** What programs call {@code module.name}, if that is there. */
  public static Optional<WasiImport> named(String module, String name) {
    Abi abi = ABIS.get(module);
    WasiCall call = CALLS.get(name);
    return abi == null || call == null ? Optional.empty() : Optional.of(new WasiImport(abi, call));
  }

  /** Whether {@code module} is a name of the interface. */
  public static boolean isModule(String module) {
    return ABIS.containsKey(module);
  }
}
