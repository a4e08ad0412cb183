#pragma once

/// How often this process has allocated memory on the heap so far, whoever asked for it.
unsigned long allocation_count(void);
