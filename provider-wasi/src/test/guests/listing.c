/* Directories: opendir(3), readdir(3), seekdir(3), and a tree that is removed while it is read. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"

enum { FILES = 300 };

static int compare(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list(const char *path) {
  char *names[20];
  int count = 0;
  DIR *directory = opendir(path);
  struct dirent *entry;
  while ((entry = readdir(directory))) {
    names[count] = malloc(strlen(entry->d_name) + 3);
    sprintf(names[count++], "%c %s",
        entry->d_type == DT_DIR ? 'd' : entry->d_type == DT_LNK ? 'l' : 'f', entry->d_name);
  }
  closedir(directory);
  qsort(names, count, sizeof *names, compare);
  printf("%s has %d:\n", path, count);
  for (int i = 0; i < count; i++) {
    printf("  %s\n", names[i]);
  }
}

/* Counts the entries, going back once to where the listing was half way. */
static int count_twice(const char *path) {
  DIR *directory = opendir(path);
  long half = 0;
  int count = 0;
  int again = 0;
  while (readdir(directory)) {
    if (++count == FILES / 2) {
      half = telldir(directory);
    }
  }
  seekdir(directory, half);
  while (readdir(directory)) {
    again++;
  }
  rewinddir(directory);
  int once_more = 0;
  while (readdir(directory)) {
    once_more++;
  }
  closedir(directory);
  return count == once_more ? count - again : -1;
}

static void remove_tree(const char *path) {
  char name[300];
  DIR *directory = opendir(path);
  struct dirent *entry;
  while ((entry = readdir(directory))) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) {
      continue;
    }
    snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
    if (unlink(name) < 0) {
      remove_tree(name);
    }
  }
  closedir(directory);
  if (rmdir(path) < 0) {
    printf("rmdir(%s): %s\n", path, error_name(errno));
  }
}

int main(void) {
  char name[100];
  TRY_POINTER(opendir("missing"));
  mkdir("d", 0755);
  close(open("d/file", O_CREAT | O_WRONLY, 0644));
  TRY_POINTER(opendir("d/file"));
  mkdir("d/sub", 0755);
  symlink("sub", "d/link");
  list("d");
  list("d/sub");
  list("d/link");
  for (int i = 0; i < FILES; i++) {
    snprintf(name, sizeof name, "d/file-%d", i);
    close(open(name, O_CREAT | O_WRONLY, 0644));
  }
  SHOW(count_twice("d"));
  for (int i = 0; i < 50; i++) {
    snprintf(name, sizeof name, "d/sub/%d", i);
    mkdir(name, 0755);
  }
  remove_tree("d");
  list(".");
  return 0;
}
