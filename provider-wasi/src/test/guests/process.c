/* Arguments, environment, standard streams and the exit code. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments) {
  char line[100];
  for (int i = 1; i < count; i++) {
    printf("argument %d: %s\n", i, arguments[i]);
  }
  printf("GUEST=%s\n", getenv("GUEST") ? getenv("GUEST") : "(none)");
  while (fgets(line, sizeof line, stdin)) {
    printf("read: %s", line);
  }
  fprintf(stderr, "done\n");
  if (count > 1 && !strcmp(arguments[1], "abort")) {
    abort();
  }
  return count;
}
