#pragma once

#include <time.h>

/* What one core has done for this process, so that a busy machine makes figures no worse. */
static inline double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}
