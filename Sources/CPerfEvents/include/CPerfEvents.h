#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// perf_event_open(2) has no wrapper in libc, and its attributes are bit fields; the pointers of a ring buffer are
// shared with the kernel and take barriers. Both are easier said in C.

/// Opens a tracepoint of one task and all that it starts from now on, on one processor, disabled.
///
/// Each hit is a sample with the numbers of process and thread, the time by CLOCK_MONOTONIC and the raw record; names
/// of programs and new tasks are told too. `processor` may be -1, and then no ring buffer can be mapped.
///
/// Returns the descriptor, or a negated errno.
int chaospull_perf_open(uint64_t tracepoint, pid_t task, int processor);

/// Lets through only what the filter says; 0 or a negated errno.
int chaospull_perf_filter(int descriptor, const char *filter);

/// Starts it; 0 or a negated errno.
int chaospull_perf_enable(int descriptor);

/// How often it was hit so far, by the task and all descendants; or a negated errno.
int64_t chaospull_perf_count(int descriptor);

/// Where the kernel has written to; the bytes up to there can be read.
uint64_t chaospull_perf_head(const void *page);

/// Where reading stopped.
uint64_t chaospull_perf_tail(const void *page);

/// Gives the bytes up to `tail` back to the kernel.
void chaospull_perf_release(void *page, uint64_t tail);

/// Opens the folder of a tracefs that is mounted nowhere, and goes with the descriptor; or a negated errno.
int chaospull_open_tracefs(void);

/// pipe2(2), for programs started meanwhile not to inherit it; 0 or a negated errno.
int chaospull_pipe(int ends[2]);

/// pidfd_send_signal(2): sends a signal to the process of a pidfd or of a folder of proc(5); 0 or a negated errno.
int chaospull_signal(int process, int number);
