#pragma once

/// Moves the calling thread into the network namespace whose file is at `path`; 0, or the errno that stopped it.
///
/// setns(2) and CLONE_NEWNET are behind _GNU_SOURCE, which the Glibc module does not define.
int chaospull_enter_network_namespace(const char *path);
