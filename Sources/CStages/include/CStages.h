// Other programs that this executable can be: stages.
//
// Some work needs a process of its own before or without Swift's runtime threads: a seccomp filter has to be installed
// between fork(2) and execve(2), and a disk has to be served by a process that touches nothing else. The executable
// starts itself again, by /proc/PID/exe, with the name of a stage as its first argument. A constructor sees that before
// main() and runs the stage, so it works in any executable that links this target, also in a test bundle.
#ifndef CHAOSPULL_STAGES_H
#define CHAOSPULL_STAGES_H

/// The first argument that names a stage begins with this.
#define CHAOSPULL_STAGE_PREFIX "chaospull-stage-"

/// Of a stage: gets the arguments after its name, and its result is the exit code.
typedef int (*chaospull_stage)(int count, char **arguments);

#endif
