package io.vnode.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** What came back from a call, as text: its value, or the exception it threw and why. */
final class Outcome {
  private Outcome() {}

  static String of(DemoCommand.Call call) {
    try {
      return String.valueOf(call.run());
    } catch (FileSystemException e) {
      return e.getClass() == FileSystemException.class
          ? e.getReason()
          : e.getClass().getSimpleName();
    } catch (IOException e) {
      return e.getMessage();
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName();
    }
  }
}
