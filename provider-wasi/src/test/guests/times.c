/* Times: utimensat(2), futimens(3), and who changes which. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "report.h"

/* The header of wasi-libc has another number than its code, which is why UTIME_NOW is not here. */
#ifdef __wasi__
#define OMIT (-2)
#else
#define OMIT UTIME_OMIT
#endif

static struct stat found;

static long long nanos(struct timespec time) {
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long modified(const char *path) {
  lstat(path, &found);
  return nanos(found.st_mtim);
}

static long long accessed(const char *path) {
  lstat(path, &found);
  return nanos(found.st_atim);
}

int main(void) {
  struct timespec chosen[2] = {{1234567890, 123456000}, {1000000000, 999999000}};
  struct timespec only_modified[2] = {{0, OMIT}, {5, 7000}};
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  TRY(futimens(fd, chosen));
  SHOW(accessed("f"));
  SHOW(modified("f"));
  TRY(utimensat(AT_FDCWD, "f", only_modified, 0));
  SHOW(accessed("f"));
  SHOW(modified("f"));
  SHOW(write(fd, "x", 1));
  TRY(utimensat(AT_FDCWD, "missing", chosen, 0));

  symlink("f", "l");
  TRY(utimensat(AT_FDCWD, "l", chosen, AT_SYMLINK_NOFOLLOW));
  SHOW(modified("l"));
  SHOW(modified("f") > 1500000000000000000LL);
  TRY(utimensat(AT_FDCWD, "l", chosen, 0));
  SHOW(modified("f"));

  TRY(write(fd, "x", 1));
  SHOW(modified("f") > 1500000000000000000LL);
  mkdir("d", 0755);
  TRY(utimensat(AT_FDCWD, "d", chosen, 0));
  SHOW(modified("d"));
  close(open("d/x", O_CREAT | O_WRONLY, 0644));
  SHOW(modified("d") > 1500000000000000000LL);
  TRY(utimensat(AT_FDCWD, "d", chosen, 0));
  unlink("d/x");
  SHOW(modified("d") > 1500000000000000000LL);
  return 0;
}
