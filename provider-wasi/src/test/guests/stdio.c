/* The streams of C: fopen(3) in each mode, fseek(3), and a file that is larger than its buffers. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report.h"

static char line[200];

static void show(const char *path) {
  FILE *file = fopen(path, "r");
  size_t count = fread(line, 1, sizeof line - 1, file);
  line[count] = 0;
  fclose(file);
  SHOW_TEXT(line);
}

static void modes(void) {
  TRY_POINTER(fopen("missing", "r"));
  TRY_POINTER(fopen("missing", "r+"));
  FILE *file = fopen("f", "w+");
  fputs("first line\nsecond line\n", file);
  rewind(file);
  SHOW_TEXT(fgets(line, sizeof line, file));
  fseek(file, 0, SEEK_CUR);
  fputs("SECOND", file);
  fclose(file);
  show("f");
  file = fopen("f", "a+");
  SHOW_TEXT(fgets(line, sizeof line, file));
  fseek(file, 0, SEEK_SET);
  fputs("appended\n", file);
  SHOW(ftell(file));
  fclose(file);
  show("f");
  TRY_POINTER(fopen("f", "wx"));
  file = fopen("f", "r+");
  fseek(file, -9, SEEK_END);
  fputs("Appended", file);
  fclose(file);
  show("f");
}

static void large_one(void) {
  enum { RECORDS = 20000 };
  FILE *file = fopen("large", "w+");
  for (int i = 0; i < RECORDS; i++) {
    fwrite(&i, sizeof i, 1, file);
  }
  SHOW(ftell(file));
  unsigned long sum = 0;
  unsigned seed = 1;
  for (int i = 0; i < 2000; i++) {
    int number;
    seed = seed * 1103515245u + 12345u;
    fseek(file, (long)(seed % RECORDS) * (long)sizeof number, SEEK_SET);
    fread(&number, sizeof number, 1, file);
    sum += number == (int)(seed % RECORDS);
    if (i % 3 == 0) {
      number = (int)(seed % RECORDS);
      fseek(file, (long)number * (long)sizeof number, SEEK_SET);
      fwrite(&number, sizeof number, 1, file);
    }
  }
  SHOW(sum);
  fflush(file);
  TRY(ftruncate(fileno(file), 400));
  fseek(file, 0, SEEK_END);
  SHOW(ftell(file));
  fclose(file);
  TRY(remove("large"));
  TRY(remove("large"));
}

int main(void) {
  modes();
  large_one();
  return 0;
}
