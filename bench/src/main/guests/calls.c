/* What each call costs: nanoseconds, the least of several rounds. For people, and for `vnode run`. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 15, FILES = 1000, LARGE = 1 << 16, SIZE = 1 << 20 };

static char block[LARGE];
static char names[FILES][16];
static int file;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void create_100(void) {
  for (int i = 0; i < FILES; i++) {
    int fd = open(names[i], O_CREAT | O_WRONLY | O_TRUNC, 0644);
    write(fd, block, 100);
    close(fd);
  }
}

static void unlink_all(void) {
  for (int i = 0; i < FILES; i++) {
    unlink(names[i]);
  }
}

static void create_and_unlink(void) {
  create_100();
  unlink_all();
}

static void stat_all(void) {
  struct stat found;
  for (int i = 0; i < FILES; i++) {
    stat(names[i], &found);
  }
}

static void fstat_one(void) {
  struct stat found;
  for (int i = 0; i < FILES; i++) {
    fstat(file, &found);
  }
}

static void open_and_close(void) {
  for (int i = 0; i < FILES; i++) {
    close(open(names[i], O_RDONLY));
  }
}

static void rename_all(void) {
  for (int i = 0; i < FILES; i++) {
    rename(names[i], "renamed");
    rename("renamed", names[i]);
  }
}

static void list(void) {
  DIR *directory = opendir(".");
  while (readdir(directory)) {
  }
  closedir(directory);
}

static void read_by(size_t size) {
  for (int i = 0; i < FILES; i++) {
    pread(file, block, size, (i * LARGE) % SIZE);
  }
}

static void write_by(size_t size) {
  for (int i = 0; i < FILES; i++) {
    pwrite(file, block, size, (i * LARGE) % SIZE);
  }
}

static void read_4k(void) { read_by(4096); }
static void write_4k(void) { write_by(4096); }
static void read_64k(void) { read_by(LARGE); }
static void write_64k(void) { write_by(LARGE); }

static void measure(const char *name, void (*work)(void), int calls) {
  long long best = 1LL << 60;
  for (int i = 0; i < ROUNDS; i++) {
    long long start = now();
    work();
    long long taken = now() - start;
    best = taken < best ? taken : best;
  }
  printf("%-18s %8lld\n", name, best / calls);
}

int main(void) {
  for (int i = 0; i < FILES; i++) {
    snprintf(names[i], sizeof names[i], "f%d", i);
  }
  measure("create and unlink", create_and_unlink, FILES);
  create_100();
  file = open("large", O_CREAT | O_RDWR | O_TRUNC, 0644);
  for (int i = 0; i < SIZE / LARGE; i++) {
    write(file, block, LARGE);
  }
  measure("stat", stat_all, FILES);
  measure("fstat", fstat_one, FILES);
  measure("open and close", open_and_close, FILES);
  measure("rename", rename_all, 2 * FILES);
  measure("readdir an entry", list, FILES);
  measure("read 4 KiB", read_4k, FILES);
  measure("write 4 KiB", write_4k, FILES);
  measure("read 64 KiB", read_64k, FILES);
  measure("write 64 KiB", write_64k, FILES);
  unlink_all();
  unlink("large");
  return 0;
}
