#define _GNU_SOURCE
#include "CDisks.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <linux/loop.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

int chaospull_memory_file(const char *name, uint64_t size) {
    int file = memfd_create(name, MFD_CLOEXEC);
    if (file < 0) return -errno;
    if (ftruncate(file, (off_t)size) < 0) {
        int cause = errno;
        close(file);
        return -cause;
    }
    return file;
}

int chaospull_mount_disk_file(int connection) {
    // Any folder would do: it is covered in this process's namespace only.
    static const char folder[] = "/tmp", place[] = "/tmp/disk";
    char options[96];
    if (unshare(CLONE_NEWNS) < 0) return -errno;
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) return -errno;
    if (mount("chaospull", folder, "tmpfs", 0, "size=64k") < 0) return -errno;
    int file = open(place, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) return -errno;
    close(file);
    snprintf(options, sizeof options, "fd=%d,rootmode=100000,user_id=0,group_id=0", connection);
    if (mount("chaospull", place, "fuse", MS_NOSUID | MS_NODEV, options) < 0) return -errno;
    int disk = open(place, O_PATH | O_CLOEXEC);
    int cause = errno;
    umount2(place, MNT_DETACH);
    umount2(folder, MNT_DETACH);
    return disk < 0 ? -cause : disk;
}

int chaospull_attach_loop(const char *path, int *number) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return -errno;
    int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
    int cause = errno;
    if (control < 0) {
        close(file);
        return -cause;
    }
    int result = -EBUSY;
    // Somebody else may take the device between the two calls; nobody can do so for ever.
    for (int tries = 0; tries < 100 && result == -EBUSY; tries++) {
        int free = ioctl(control, LOOP_CTL_GET_FREE);
        if (free < 0) {
            result = -errno;
            break;
        }
        char name[32];
        snprintf(name, sizeof name, "/dev/loop%d", free);
        int device = open(name, O_RDWR | O_CLOEXEC);
        if (device < 0) {
            result = -errno;
            break;
        }
        struct loop_config config;
        memset(&config, 0, sizeof config);
        config.fd = (unsigned)file;
        config.info.lo_flags = LO_FLAGS_AUTOCLEAR;
        snprintf((char *)config.info.lo_file_name, LO_NAME_SIZE, "chaospull");
        if (ioctl(device, LOOP_CONFIGURE, &config) == 0) {
            *number = free;
            result = device;
        } else {
            result = -errno;
            close(device);
        }
    }
    close(control);
    close(file);
    return result;
}

int chaospull_message_pair(int ends[2]) {
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0 ? -errno : 0;
}

int chaospull_limit_quota(const char *path, uint64_t bytes) {
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -errno;
    struct btrfs_ioctl_quota_ctl_args control;
    memset(&control, 0, sizeof control);
    control.cmd = bytes ? BTRFS_QUOTA_CTL_ENABLE : BTRFS_QUOTA_CTL_DISABLE;
    int result = 0;
    if (ioctl(folder, BTRFS_IOC_QUOTA_CTL, &control) < 0) {
        result = -errno;
    } else if (bytes) {
        // Group 0 is that of the folder's own subvolume.
        struct btrfs_ioctl_qgroup_limit_args limit;
        memset(&limit, 0, sizeof limit);
        limit.lim.flags = BTRFS_QGROUP_LIMIT_MAX_RFER;
        limit.lim.max_rfer = bytes;
        if (ioctl(folder, BTRFS_IOC_QGROUP_LIMIT, &limit) < 0) result = -errno;
    }
    close(folder);
    return result;
}
