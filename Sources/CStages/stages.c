#include "CStages.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/// Serves a disk; written in Swift, in the module `Disks`.
__attribute__((weak)) int chaospull_stage_disk(int count, char **arguments);

int chaospull_stage_system_calls(int count, char **arguments);

static const struct {
    const char *name;
    chaospull_stage run;
} stages[] = {
    {CHAOSPULL_STAGE_PREFIX "disk", chaospull_stage_disk},
    {CHAOSPULL_STAGE_PREFIX "system-calls", chaospull_stage_system_calls},
};

/// glibc passes the arguments of main() to constructors.
__attribute__((constructor)) static void run_stage(int count, char **arguments) {
    if (count < 2 || !arguments[1]) return;
    if (strncmp(arguments[1], CHAOSPULL_STAGE_PREFIX, sizeof CHAOSPULL_STAGE_PREFIX - 1) != 0) return;
    for (unsigned i = 0; i < sizeof stages / sizeof *stages; i++) {
        if (strcmp(arguments[1], stages[i].name) == 0 && stages[i].run) {
            _exit(stages[i].run(count - 2, arguments + 2));
        }
    }
    fprintf(stderr, "unknown stage '%s'\n", arguments[1]);
    _exit(127);
}
