/* Making, moving and removing names: mkdir(2), rename(2), unlink(2), rmdir(2), link(2). */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"

static void make(const char *path, const char *text) {
  int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0644);
  write(fd, text, strlen(text));
  close(fd);
}

static long size_of(const char *path) {
  struct stat found;
  return stat(path, &found) < 0 ? -errno : (long)found.st_size;
}

static void directories(void) {
  TRY(mkdir("d", 0755));
  TRY(mkdir("d", 0755));
  TRY(mkdir("missing/d", 0755));
  TRY(mkdir("d/e/", 0755));
  make("f", "12345");
  TRY(mkdir("f", 0755));
  TRY(mkdir("f/d", 0755));
  TRY(rmdir("d"));
  TRY(rmdir("f"));
  TRY(rmdir("missing"));
  TRY(rmdir("d/e/."));
  TRY(rmdir("d/e"));
  TRY(unlink("d"));
  TRY(unlink("f/"));
  TRY(unlink("missing"));
}

static void renames(void) {
  mkdir("a", 0755);
  mkdir("b", 0755);
  make("a/x", "in a");
  TRY(rename("f", "f"));
  TRY(rename("f", "a"));
  TRY(rename("a", "f"));
  TRY(rename("a", "b"));
  TRY(rename("b", "b/c"));
  TRY(rename("missing", "b"));
  TRY(rename("f", "missing/f"));
  TRY(rename("f/", "g"));
  TRY(rename("f", "g/"));
  TRY(rename("b/", "c/"));
  TRY(rename("c/x", "f"));
  SHOW(size_of("f"));
  TRY(rename(".", "e"));
  mkdir("full", 0755);
  make("full/x", "");
  TRY(rename("c", "full"));
  TRY(rename("full", "c"));
  TRY(rename("c/x", "c/y"));
}

static void links(void) {
  struct stat found;
  TRY(link("f", "g"));
  TRY(link("f", "g"));
  TRY(link("c", "h"));
  TRY(link("missing", "h"));
  TRY(link("f", "h/"));
  TRY(stat("g", &found));
  SHOW(found.st_nlink);
  TRY(unlink("f"));
  TRY(stat("g", &found));
  SHOW(found.st_nlink);
  SHOW(size_of("g"));
}

static void long_ones(void) {
  char name[300];
  memset(name, 'n', sizeof name);
  name[255] = 0;
  TRY(mkdir(name, 0755));
  TRY(rmdir(name));
  name[255] = 'n';
  name[256] = 0;
  TRY(mkdir(name, 0755));
}

int main(void) {
  directories();
  renames();
  links();
  long_ones();
  return 0;
}
