package io.vnode.wasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of functions beside wasi_snapshot_preview1.witx. */
class WasiCallTest {
  /** The functions of the interface, and the arguments of each as the C ABI lowers them. */
  private static final Map<String, String> LOWERED =
      Map.ofEntries(
          Map.entry("args_get", "ii"),
          Map.entry("args_sizes_get", "ii"),
          Map.entry("environ_get", "ii"),
          Map.entry("environ_sizes_get", "ii"),
          Map.entry("clock_res_get", "ii"),
          Map.entry("clock_time_get", "iIi"),
          Map.entry("fd_advise", "iIIi"),
          Map.entry("fd_allocate", "iII"),
          Map.entry("fd_close", "i"),
          Map.entry("fd_datasync", "i"),
          Map.entry("fd_fdstat_get", "ii"),
          Map.entry("fd_fdstat_set_flags", "ii"),
          Map.entry("fd_fdstat_set_rights", "iII"),
          Map.entry("fd_filestat_get", "ii"),
          Map.entry("fd_filestat_set_size", "iI"),
          Map.entry("fd_filestat_set_times", "iIIi"),
          Map.entry("fd_pread", "iiiIi"),
          Map.entry("fd_prestat_get", "ii"),
          Map.entry("fd_prestat_dir_name", "iii"),
          Map.entry("fd_pwrite", "iiiIi"),
          Map.entry("fd_read", "iiii"),
          Map.entry("fd_readdir", "iiiIi"),
          Map.entry("fd_renumber", "ii"),
          Map.entry("fd_seek", "iIii"),
          Map.entry("fd_sync", "i"),
          Map.entry("fd_tell", "ii"),
          Map.entry("fd_write", "iiii"),
          Map.entry("path_create_directory", "iii"),
          Map.entry("path_filestat_get", "iiiii"),
          Map.entry("path_filestat_set_times", "iiiiIIi"),
          Map.entry("path_link", "iiiiiii"),
          Map.entry("path_open", "iiiiiIIii"),
          Map.entry("path_readlink", "iiiiii"),
          Map.entry("path_remove_directory", "iii"),
          Map.entry("path_rename", "iiiiii"),
          Map.entry("path_symlink", "iiiii"),
          Map.entry("path_unlink_file", "iii"),
          Map.entry("poll_oneoff", "iiii"),
          Map.entry("proc_exit", "i"),
          Map.entry("proc_raise", "i"),
          Map.entry("random_get", "ii"),
          Map.entry("sched_yield", ""),
          Map.entry("sock_accept", "iii"),
          Map.entry("sock_recv", "iiiiii"),
          Map.entry("sock_send", "iiiii"),
          Map.entry("sock_shutdown", "ii"));

  /** wasi_snapshot_preview1.witx: forty-six functions. */
  @Test
  void theTableHasEveryFunctionAndNoOther() {
    assertEquals(46, LOWERED.size());
    Map<String, String> table =
        Arrays.stream(WasiCall.values())
            .collect(Collectors.toMap(WasiCall::wasmName, WasiCall::types));
    assertEquals(LOWERED, table);
  }

  /** proc_exit: "This function does not return", as the only one. */
  @Test
  void onlyExitAnswersNothing() {
    Map<Boolean, Long> counts =
        Arrays.stream(WasiCall.values())
            .map(WasiCall::answers)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertEquals(Map.of(true, 45L, false, 1L), counts);
    assertFalse(WasiCall.PROC_EXIT.answers());
  }
}
