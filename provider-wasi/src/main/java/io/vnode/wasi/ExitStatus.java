package io.vnode.wasi;

import java.util.Map;

/**
 * How a program ended by itself.
 *
 * @param code the exit code; zero for success
 * @param calls how often it called each function that it called
 */
public record ExitStatus(int code, Map<WasiCall, CallCount> calls) {

  public boolean isSuccess() {
    return code == 0;
  }
}
