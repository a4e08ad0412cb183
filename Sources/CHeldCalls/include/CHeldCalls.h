#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// The harness's end of seccomp_unotify(2). Its requests are macros that Swift does not see, and its structures may grow
// with the kernel.

/// A system call that waits for an answer.
struct chaospull_held_call {
    /// By which it is answered.
    uint64_t id;
    /// The thread that makes it, as this process sees it.
    pid_t thread;
    int number;
    uint64_t arguments[6];
};

/// Takes over a descriptor of another process (pidfd_getfd(2)); it is closed on exec. Or a negated errno.
int chaospull_take_descriptor(pid_t process, int descriptor);

/// Reads of the next call; waits if there is none. 0 or a negated errno: ENOENT for a call that was given up meanwhile.
int chaospull_held_call_receive(int listener, struct chaospull_held_call *call);

/// 0 while the call waits, so that what was read about its thread is true; or a negated errno.
int chaospull_held_call_check(int listener, uint64_t id);

/// Lets the call be made, or fail if `error` is not 0. 0 or a negated errno: ENOENT if nobody waits any more.
int chaospull_held_call_answer(int listener, uint64_t id, int error);

/// Reads a text from another process, up to its first 0 byte and not beyond `size`; the number of bytes before the 0, or
/// a negated errno.
ssize_t chaospull_read_text(pid_t process, uint64_t address, char *text, size_t size);

/// Reads as many bytes from another process; 0 or a negated errno.
int chaospull_read_memory(pid_t process, uint64_t address, void *bytes, size_t size);
