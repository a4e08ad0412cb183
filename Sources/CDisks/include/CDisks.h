#pragma once

#include <stdint.h>

// memfd_create(2), unshare(2) and the structures of the loop driver are behind _GNU_SOURCE or not in the Glibc module.

/// Makes a sparse file in memory of this many bytes (memfd_create(2)); or a negated errno.
int chaospull_memory_file(const char *name, uint64_t size);

/// Mounts a FUSE file system whose root is a regular file, in a mount namespace of this process's own.
///
/// `connection` is /dev/fuse. Returns a descriptor of the file that needs no answer of the server (O_PATH, open(2)), or
/// a negated errno. Nothing of it is mounted anywhere afterwards: the descriptor holds it.
int chaospull_mount_disk_file(int connection);

/// Attaches a free loop device to the file at `path` (loop(4), LOOP_CONFIGURE); it detaches with its last user.
///
/// Returns a descriptor of the device and its number, or a negated errno.
int chaospull_attach_loop(const char *path, int *number);

/// Makes the two ends of a connection that keeps the bounds of messages (unix(7), SOCK_SEQPACKET); 0 or a negated errno.
int chaospull_message_pair(int ends[2]);

/// Limits how many bytes the file system at `path`, which is btrfs, may hold (ioctl_btrfs_qgroup_limit(2)); 0 for no
/// limit. Returns 0 or a negated errno.
int chaospull_limit_quota(const char *path, uint64_t bytes);
