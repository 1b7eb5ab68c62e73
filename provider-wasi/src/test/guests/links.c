/* Symbolic links: symlink(2), readlink(2), path_resolution(7), O_NOFOLLOW. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"

static char text[100];

static const char *target(const char *path, size_t room) {
  ssize_t count = readlink(path, text, room);
  text[count < 0 ? 0 : count] = 0;
  return text;
}

static int kind(const char *path) {
  struct stat found;
  return lstat(path, &found) < 0 ? -1 : S_ISLNK(found.st_mode) ? 'l' : S_ISDIR(found.st_mode) ? 'd' : 'f';
}

int main(void) {
  struct stat found;
  mkdir("d", 0755);
  mkdir("d/e", 0755);
  close(open("d/f", O_CREAT | O_WRONLY, 0644));
  TRY(symlink("d/f", "to-file"));
  TRY(symlink("d/f", "to-file"));
  TRY(symlink("", "empty"));
  TRY(symlink("x", "missing/l"));
  TRY(symlink("d/./e", "verbatim"));
  SHOW_TEXT(target("verbatim", 99));
  SHOW_TEXT(target("verbatim", 3));
  TRY(readlink("d", text, 99));
  TRY(readlink("missing", text, 99));
  SHOW(kind("to-file"));
  TRY(lstat("verbatim", &found));
  SHOW(found.st_size);
  TRY(stat("verbatim", &found));
  SHOW(S_ISDIR(found.st_mode));
  SHOW(kind("verbatim/"));

  TRY(symlink("nowhere", "dangling"));
  TRY(stat("dangling", &found));
  TRY(lstat("dangling", &found));
  TRY(open("dangling", O_RDONLY));
  TRY(open("dangling", O_CREAT | O_EXCL | O_WRONLY, 0644));
  TRY(mkdir("dangling", 0755));
  TRY(open("dangling", O_CREAT | O_WRONLY, 0644));
  TRY(stat("nowhere", &found));

  TRY(open("to-file", O_RDONLY | O_NOFOLLOW));
  TRY(open("verbatim", O_RDONLY | O_NOFOLLOW | O_DIRECTORY));
  TRY(open("verbatim", O_RDONLY | O_DIRECTORY));
  TRY(open("to-file", O_RDONLY | O_DIRECTORY));

  TRY(symlink("loop-b", "loop-a"));
  TRY(symlink("loop-a", "loop-b"));
  TRY(stat("loop-a", &found));
  TRY(open("loop-a/x", O_CREAT | O_WRONLY, 0644));
  TRY(lstat("loop-a", &found));

  TRY(symlink("../d/f", "d/up"));
  TRY(stat("d/up", &found));
  TRY(symlink("d/e", "down"));
  TRY(stat("down/../f", &found));
  TRY(rename("down", "moved"));
  SHOW(kind("moved"));
  TRY(unlink("moved"));
  SHOW(kind("d/e"));
  TRY(rmdir("verbatim"));
  TRY(unlink("to-file"));
  TRY(linkat(AT_FDCWD, "loop-a", AT_FDCWD, "hard", 0));
  SHOW(kind("hard"));
  return 0;
}
