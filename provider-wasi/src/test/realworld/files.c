/* What a C program does with files: stdio, directories, links, positions. Runs in /work. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list(const char *path) {
  char *names[16];
  int count = 0;
  DIR *directory = opendir(path);
  if (directory == NULL) {
    perror(path);
    exit(1);
  }
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    names[count++] = strdup(entry->d_name);
  }
  closedir(directory);
  qsort(names, count, sizeof(char *), by_text);
  printf("%s:", path);
  for (int i = 0; i < count; i++) {
    printf(" %s", names[i]);
  }
  printf("\n");
}

static void refused(const char *call, int result) {
  printf("%s: %s\n", call, result < 0 ? strerror(errno) : "succeeded");
}

static void streams(void) {
  char text[32] = "";
  FILE *file = fopen("/work/a/f.txt", "w");
  fputs("hello", file);
  fclose(file);
  file = fopen("/work/a/f.txt", "a+");
  fprintf(file, " %s %d", "world", 42);
  rewind(file);
  fgets(text, sizeof text, file);
  printf("a+: %s at %ld\n", text, ftell(file));
  fclose(file);
}

/* By a descriptor: stat() of the library of 2019 asks for the link itself. */
static void links(void) {
  char text[32] = "";
  struct stat at, of;
  int fd;
  symlink("f.txt", "/work/a/link");
  readlink("/work/a/link", text, sizeof text);
  fd = open("/work/a/link", O_RDONLY);
  fstat(fd, &of);
  close(fd);
  lstat("/work/a/link", &at);
  printf("symlink: %s %d %d\n", text, (int)of.st_size, (int)at.st_size);
  link("/work/a/f.txt", "/work/hard");
  stat("/work/hard", &at);
  printf("link: %d %s\n", (int)at.st_nlink, at.st_ino == of.st_ino ? "same" : "other");
}

static void positions(void) {
  char text[8] = "";
  int fd = open("/work/gone", O_CREAT | O_EXCL | O_RDWR, 0666);
  unlink("/work/gone");
  write(fd, "0123456789", 10);
  pwrite(fd, "ab", 2, 4);
  pread(fd, text, 4, 3);
  ftruncate(fd, 7);
  printf("unlinked: %s %d\n", text, (int)lseek(fd, 0, SEEK_END));
  close(fd);
}

int main(void) {
  mkdir("/work/a", 0777);
  mkdir("/work/a/b", 0777);
  streams();
  links();
  rename("/work/a/f.txt", "/work/a/b/g.txt");
  list("/work/a");
  list("/work/a/b");
  positions();
  refused("mkdir", mkdir("/work/a", 0777));
  refused("rmdir", rmdir("/work/a"));
  refused("unlink", unlink("/work/a"));
  refused("open", open("/work/missing", O_RDONLY));
  refused("open", open("/work/a/link", O_RDONLY));
  refused("rename", rename("/work/a", "/work/a/b/c"));
  unlink("/work/a/b/g.txt");
  unlink("/work/a/link");
  unlink("/work/hard");
  rmdir("/work/a/b");
  rmdir("/work/a");
  list("/work");
  return 0;
}
