/* Opening, reading, writing, seeking: open(2), lseek(2), pread(2), fcntl(2), ftruncate(2). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"

static char buffer[100];

static const char *all_of(const char *path) {
  int fd = open(path, O_RDONLY);
  ssize_t count = read(fd, buffer, sizeof buffer - 1);
  buffer[count < 0 ? 0 : count] = 0;
  close(fd);
  return buffer;
}

static void opening(void) {
  TRY(open("missing", O_RDONLY));
  TRY(open("f", O_CREAT | O_EXCL | O_RDWR, 0644));
  TRY(open("f", O_CREAT | O_EXCL | O_RDWR, 0644));
  TRY(open("f", O_RDONLY | O_DIRECTORY));
  TRY(open("f/", O_RDONLY));
  TRY(open("f/x", O_RDONLY));
  TRY(open("new/", O_CREAT | O_RDWR, 0644));
  TRY(mkdir("d", 0755));
  TRY(open("d", O_RDONLY));
  TRY(open("d", O_RDWR));
  TRY(open("d", O_WRONLY | O_TRUNC));
  TRY(open("d", O_RDONLY | O_CREAT, 0644));
}

static void offsets(void) {
  int fd = open("f", O_RDWR | O_TRUNC);
  SHOW(write(fd, "0123456789", 10));
  SHOW(lseek(fd, 0, SEEK_CUR));
  SHOW(lseek(fd, -3, SEEK_END));
  SHOW(read(fd, buffer, 2));
  SHOW(lseek(fd, 100, SEEK_SET));
  SHOW(read(fd, buffer, 1));
  TRY(lseek(fd, -1, SEEK_SET));
  TRY(lseek(fd, 0, 77));
  SHOW(pwrite(fd, "xy", 2, 4));
  SHOW(pread(fd, buffer, 5, 3));
  SHOW(lseek(fd, 0, SEEK_CUR));
  TRY(pread(fd, buffer, 1, -1));
  TRY(write(fd, "end", 3));
  SHOW(lseek(fd, 0, SEEK_END));
  TRY(ftruncate(fd, 8));
  SHOW_TEXT(all_of("f"));
  TRY(ftruncate(fd, -1));
  TRY(fsync(fd));
  TRY(fdatasync(fd));
  TRY(close(fd));
  TRY(close(fd));
}

static void appending(void) {
  int fd = open("f", O_WRONLY | O_APPEND);
  lseek(fd, 0, SEEK_SET);
  SHOW(write(fd, "+", 1));
  SHOW(lseek(fd, 0, SEEK_CUR));
  SHOW((fcntl(fd, F_GETFL) & O_APPEND) != 0);
  TRY(fcntl(fd, F_SETFL, 0));
  lseek(fd, 0, SEEK_SET);
  SHOW(write(fd, "-", 1));
  TRY(fcntl(fd, F_SETFL, O_APPEND));
  SHOW(write(fd, "!", 1));
  TRY(read(fd, buffer, 1));
  close(fd);
  SHOW_TEXT(all_of("f"));
  fd = open("f", O_RDONLY);
  TRY(write(fd, "x", 1));
  close(fd);
  fd = open("d", O_RDONLY);
  TRY(read(fd, buffer, 1));
  TRY(write(fd, "x", 1));
  close(fd);
}

static void without_a_name(void) {
  struct stat stat;
  int fd = open("gone", O_CREAT | O_RDWR, 0644);
  TRY(unlink("gone"));
  SHOW(write(fd, "still here", 10));
  SHOW(pread(fd, buffer, 10, 0));
  TRY(fstat(fd, &stat));
  SHOW(stat.st_size);
  SHOW(stat.st_nlink);
  TRY(fstatat(AT_FDCWD, "gone", &stat, 0));
  fd = open("before", O_CREAT | O_RDWR, 0644);
  TRY(rename("before", "after"));
  SHOW(write(fd, "renamed", 7));
  SHOW_TEXT(all_of("after"));
}

int main(void) {
  opening();
  offsets();
  appending();
  without_a_name();
  return 0;
}
