/*
 * What each call costs: a line for each, with the nanoseconds of a call in each round. The arguments
 * are for how many milliseconds each is made before that, how many rounds count, and what is left
 * out. A call that fails ends the program.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FILES = 1000, SMALL = 100, LARGE = 1 << 16, SIZE = 1 << 20 };

static char block[LARGE];
static char names[FILES][16];
static int file;

static long long warmup;
static int rounds;
static char **left_out;

static void must(int holds, const char *call) {
  if (!holds) {
    perror(call);
    exit(1);
  }
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void create_all(void) {
  for (int i = 0; i < FILES; i++) {
    int fd = open(names[i], O_CREAT | O_WRONLY | O_TRUNC, 0644);
    must(write(fd, block, SMALL) == SMALL, "write");
    must(close(fd) == 0, "close");
  }
}

static void unlink_all(void) {
  for (int i = 0; i < FILES; i++) {
    must(unlink(names[i]) == 0, "unlink");
  }
}

static void create_and_unlink(void) {
  create_all();
  unlink_all();
}

static void stat_all(void) {
  struct stat found;
  for (int i = 0; i < FILES; i++) {
    must(stat(names[i], &found) == 0 && found.st_size == SMALL, "stat");
  }
}

static void fstat_one(void) {
  struct stat found;
  for (int i = 0; i < FILES; i++) {
    must(fstat(file, &found) == 0 && found.st_size == SIZE, "fstat");
  }
}

static void open_and_close(void) {
  for (int i = 0; i < FILES; i++) {
    must(close(open(names[i], O_RDONLY)) == 0, "open");
  }
}

static void rename_all(void) {
  for (int i = 0; i < FILES; i++) {
    must(rename(names[i], "renamed") == 0, "rename");
    must(rename("renamed", names[i]) == 0, "rename");
  }
}

static void list(void) {
  DIR *directory = opendir(".");
  int count = 0;
  while (readdir(directory)) {
    count++;
  }
  closedir(directory);
  must(count >= FILES, "readdir");
}

static void read_by(int size) {
  for (int i = 0; i < FILES; i++) {
    must(pread(file, block, size, i * LARGE % SIZE) == size, "pread");
  }
}

static void write_by(int size) {
  for (int i = 0; i < FILES; i++) {
    must(pwrite(file, block, size, i * LARGE % SIZE) == size, "pwrite");
  }
}

static void read_small(void) { read_by(4096); }
static void write_small(void) { write_by(4096); }
static void read_large(void) { read_by(LARGE); }
static void write_large(void) { write_by(LARGE); }

static void measure(const char *name, void (*work)(void), int calls) {
  for (char **other = left_out; *other; other++) {
    if (strcmp(*other, name) == 0) {
      return;
    }
  }
  long long begin = now();
  while (now() - begin < warmup) {
    work();
  }
  printf("%s:", name);
  for (int i = 0; i < rounds; i++) {
    long long start = now();
    work();
    printf(" %.1f", (double)(now() - start) / calls);
  }
  printf("\n");
}

int main(int argc, char **argv) {
  rounds = argc > 2 ? atoi(argv[2]) : 0;
  if (rounds < 1) {
    fprintf(stderr, "usage: calls MILLIS ROUNDS [CALL...]\n");
    return 2;
  }
  warmup = atoi(argv[1]) * 1000000LL;
  left_out = argv + 3;
  for (int i = 0; i < FILES; i++) {
    snprintf(names[i], sizeof names[i], "f%d", i);
  }
  measure("create and unlink", create_and_unlink, FILES);
  create_all();
  file = open("large", O_CREAT | O_RDWR | O_TRUNC, 0644);
  for (int i = 0; i < SIZE / LARGE; i++) {
    must(write(file, block, LARGE) == LARGE, "write");
  }
  measure("stat", stat_all, FILES);
  measure("fstat", fstat_one, FILES);
  measure("open and close", open_and_close, FILES);
  measure("rename", rename_all, 2 * FILES);
  measure("readdir", list, FILES);
  measure("read 4 KiB", read_small, FILES);
  measure("write 4 KiB", write_small, FILES);
  measure("read 64 KiB", read_large, FILES);
  measure("write 64 KiB", write_large, FILES);
  unlink_all();
  must(close(file) == 0 && unlink("large") == 0, "unlink");
  return 0;
}
