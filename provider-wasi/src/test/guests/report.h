/* What the guests print: each call as it stands in the source, and what became of it. */
#ifndef REPORT_H
#define REPORT_H

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define NAME(error) case error: return #error

static const char *error_name(int error) {
  switch (error) {
    NAME(EACCES); NAME(EBADF); NAME(EBUSY); NAME(EEXIST); NAME(EFBIG); NAME(EILSEQ); NAME(EINVAL);
    NAME(EISDIR); NAME(ELOOP); NAME(EMFILE); NAME(ENAMETOOLONG); NAME(ENOENT); NAME(ENOSPC);
    NAME(ENOTDIR); NAME(ENOTEMPTY); NAME(EOVERFLOW); NAME(EPERM); NAME(EROFS); NAME(ESPIPE);
    NAME(EXDEV);
    default: return strerror(error);
  }
}

static long report(const char *call, long result) {
  printf("%s: %s\n", call, result < 0 ? error_name(errno) : "ok");
  return result;
}

/* Makes a call that answers a negative number when it fails. */
#define TRY(call) report(#call, (long)(call))

/* Makes a call that answers a null pointer when it fails. */
#define TRY_POINTER(call) report(#call, (call) ? 0 : -1)

/* Prints a number, and a text. */
#define SHOW(number) printf("%s = %lld\n", #number, (long long)(number))
#define SHOW_TEXT(text) printf("%s = \"%s\"\n", #text, text)

#endif
