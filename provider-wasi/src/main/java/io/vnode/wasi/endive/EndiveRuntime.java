package io.vnode.wasi.endive;

import io.vnode.wasi.WasmProgram;
import io.vnode.wasi.WasmRuntime;
import java.io.InputStream;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.ExternalType;

/** The runtime Endive. */
public final class EndiveRuntime implements WasmRuntime {

  /** It has no settings, so one is as good as another. */
  public EndiveRuntime() {}

  @Override
  public WasmProgram load(InputStream in) {
    WasmModule module = parse(in);
    require(
        exportsFunction(module, EndiveProgram.START),
        "exports no function " + EndiveProgram.START + ", as a command does");
    require(module.memorySection().isPresent(), "has no memory of its own");
    EndiveImports.requireKnown(module);
    return new EndiveProgram(module, false);
  }

  private static WasmModule parse(InputStream in) {
    try {
      return Parser.parse(in);
    } catch (WasmEngineException e) {
      throw new IllegalArgumentException("cannot be parsed: " + e.getMessage(), e);
    }
  }

  private static void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static boolean exportsFunction(WasmModule module, String name) {
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      var export = module.exportSection().getExport(i);
      if (export.name().equals(name) && export.exportType() == ExternalType.FUNCTION) {
        return true;
      }
    }
    return false;
  }
}
