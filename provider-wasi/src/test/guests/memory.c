/* Takes memory until it has as many megabytes as the argument says, or there is no more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments) {
  int wanted = count > 1 ? atoi(arguments[1]) : 0;
  int had = 0;
  char *volatile megabyte;
  while (had < wanted && (megabyte = malloc(1 << 20))) {
    memset(megabyte, had, 1 << 20);
    had++;
  }
  printf("%d\n", had);
  return had < wanted;
}
