#pragma once

/// Opens the root of a hierarchy of control groups by a mount that is nowhere to be seen and goes with its descriptors.
///
/// `controllers` are the hierarchy's, as in `cpu,cpuacct`, for a hierarchy of version 1; NULL for version 2 (cgroups(7)).
/// Only a path below /proc/self/fd can be made of the descriptor (O_PATH). Returns it, or a negated errno.
int chaospull_open_control_groups(const char *controllers);
