package io.vnode.wasi;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.Import;
import run.endive.wasm.types.ValType;

/** The table of functions as what a program for the runtime Endive imports. */
final class EndiveImports {
  private static final long[] NOTHING = {};

  private static final ImmutableMap<String, WasiCall> CALLS =
      Maps.uniqueIndex(Arrays.asList(WasiCall.values()), WasiCall::wasmName);

  private static final ImmutableMap<String, Abi> ABIS =
      Maps.uniqueIndex(Arrays.asList(Abi.values()), Abi::module);

  private EndiveImports() {}

  /**
   * Requires that everything {@code module} imports is in the table.
   *
   * @throws IllegalArgumentException naming what is not
   */
  static void requireKnown(WasmModule module) {
    module.importSection().stream().forEach(each -> requireKnown(module, each));
  }

  private static void requireKnown(WasmModule module, Import wanted) {
    String name = wanted.module() + "." + wanted.name();
    WasiCall call = ABIS.containsKey(wanted.module()) ? CALLS.get(wanted.name()) : null;
    if (call == null || !(wanted instanceof FunctionImport function)) {
      throw new IllegalArgumentException("imports " + name + ", which is not there");
    }
    FunctionType asked = module.typeSection().getType(function.typeIndex());
    FunctionType offered = type(call);
    if (!asked.equals(offered)) {
      throw new IllegalArgumentException(
          "imports " + name + " as " + asked + ", which is " + offered);
    }
  }

  /** All that {@code module} imports, done by {@code guest}. */
  static ImportValues of(WasmModule module, WasiPreview1 guest) {
    List<ImportFunction> functions =
        module.importSection().stream()
            .map(each -> function(each, guest))
            .collect(Collectors.toList());
    return ImportValues.builder().withFunctions(functions).build();
  }

  private static ImportFunction function(Import wanted, WasiPreview1 guest) {
    WasiCall call = CALLS.get(wanted.name());
    return new HostFunction(
        wanted.module(), wanted.name(), type(call), handle(ABIS.get(wanted.module()), call, guest));
  }

  private static WasmFunctionHandle handle(Abi abi, WasiCall call, WasiPreview1 guest) {
    if (!call.answers()) {
      return (instance, arguments) -> {
        guest.call(abi, call, arguments);
        return NOTHING;
      };
    }
    return (instance, arguments) -> new long[] {guest.call(abi, call, arguments)};
  }

  private static FunctionType type(WasiCall call) {
    List<ValType> parameters =
        call.types().chars().mapToObj(type -> type == 'i' ? ValType.I32 : ValType.I64).toList();
    return FunctionType.of(parameters, call.answers() ? List.of(ValType.I32) : List.of());
  }
}
