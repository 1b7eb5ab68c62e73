package io.vnode.wasi.endive;

import io.vnode.wasi.WasiCall;
import io.vnode.wasi.WasiImport;
import io.vnode.wasi.WasiPreview1;
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

/**
 * The table of functions as what a module for the runtime Endive imports.
 *
 * <pre>{@code
 * LinearMemory memory = new LinearMemory(limits, bytesMax);
 * try (WasiPreview1 guest = WasiPreview1.builder().preopen("/", directory).build(memory)) {
 *   Instance.builder(module)
 *       .withImportValues(EndiveImports.of(module, guest))
 *       .withMemoryFactory(any -> memory)
 *       .build();
 * }
 * }</pre>
 */
public final class EndiveImports {
  private static final long[] NOTHING = {};

  private EndiveImports() {}

  /**
   * What {@code module} imports of preview 1, under either of its names, done by {@code guest}.
   * What else it imports is somebody else's.
   *
   * @throws IllegalArgumentException naming what it wants of preview 1 and is not there, or is
   *     there with another type
   */
  public static ImportValues of(WasmModule module, WasiPreview1 guest) {
    List<ImportFunction> functions =
        module.importSection().stream()
            .filter(each -> WasiImport.isModule(each.module()))
            .map(each -> function(each, known(module, each), guest))
            .collect(Collectors.toList());
    return ImportValues.builder().withFunctions(functions).build();
  }

  /**
   * Requires that everything {@code module} imports is in the table.
   *
   * @throws IllegalArgumentException naming what is not
   */
  static void requireKnown(WasmModule module) {
    module.importSection().stream().forEach(each -> known(module, each));
  }

  private static WasiImport known(WasmModule module, Import wanted) {
    String name = wanted.module() + "." + wanted.name();
    WasiImport found = WasiImport.named(wanted.module(), wanted.name()).orElse(null);
    if (found == null || !(wanted instanceof FunctionImport function)) {
      throw new IllegalArgumentException("imports " + name + ", which is not there");
    }
    FunctionType asked = module.typeSection().getType(function.typeIndex());
    FunctionType offered = type(found.call());
    if (!asked.equals(offered)) {
      throw new IllegalArgumentException(
          "imports " + name + " as " + asked + ", which is " + offered);
    }
    return found;
  }

  private static ImportFunction function(Import wanted, WasiImport found, WasiPreview1 guest) {
    return new HostFunction(
        wanted.module(), wanted.name(), type(found.call()), handle(found, guest));
  }

  private static WasmFunctionHandle handle(WasiImport found, WasiPreview1 guest) {
    if (!found.call().answers()) {
      return (instance, arguments) -> {
        guest.call(found.abi(), found.call(), arguments);
        return NOTHING;
      };
    }
    return (instance, arguments) -> new long[] {guest.call(found.abi(), found.call(), arguments)};
  }

  private static FunctionType type(WasiCall call) {
    List<ValType> parameters =
        call.types().chars().mapToObj(type -> type == 'i' ? ValType.I32 : ValType.I64).toList();
    return FunctionType.of(parameters, call.answers() ? List.of(ValType.I32) : List.of());
  }
}
