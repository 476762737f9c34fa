/* Measures how long the main loop of any program on GLib is away from its events:
 *
 *     LD_PRELOAD=build/tests/bench/libstall-probe.so gnome-text-editor --standalone FILE
 *
 * GLib waits for events in poll(), which this takes the place of. Each time that the first thread
 * comes back to it later than ever before, that is printed, on the clock and of processor time. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <poll.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

typedef int (*PollFunc) (struct pollfd *fds, nfds_t n_fds, int timeout);

static double
get_milliseconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec * 1e-6;
}

static void
tell (double away, double cpu)
{
  static double longest, longest_cpu, began;
  double now = get_milliseconds (CLOCK_MONOTONIC);

  if (began <= 0)
    began = now;
  if (away <= longest && cpu <= longest_cpu)
    return;
  longest = away > longest ? away : longest;
  longest_cpu = cpu > longest_cpu ? cpu : longest_cpu;
  fprintf (stderr, "stall-probe: after %.0f ms: longest %.1f ms, %.1f ms of cpu\n", now - began,
           longest, longest_cpu);
}

__attribute__ ((visibility ("default"))) int
poll (struct pollfd *fds, nfds_t n_fds, int timeout)
{
  static PollFunc real_poll;
  static double polled, polled_cpu;
  int is_first_thread = gettid () == getpid ();
  int result;

  if (real_poll == NULL)
    real_poll = (PollFunc) dlsym (RTLD_NEXT, "poll");
  if (is_first_thread && polled > 0)
    tell (get_milliseconds (CLOCK_MONOTONIC) - polled,
          get_milliseconds (CLOCK_THREAD_CPUTIME_ID) - polled_cpu);
  result = real_poll (fds, n_fds, timeout);
  if (is_first_thread)
    {
      polled = get_milliseconds (CLOCK_MONOTONIC);
      polled_cpu = get_milliseconds (CLOCK_THREAD_CPUTIME_ID);
    }

  return result;
}
