/* What the compiler makes of vectors for the oldest processor it builds for: SSE2 on x86-64, NEON on ARM, plain C where
 * there is nothing else. */
#define KERNEL_NAME plain
#define KERNEL_TARGET
#define KERNEL_LANES 4
#define KERNEL_ROWS 6
#define KERNEL_VECTORS 2
#include "kernel_body.h"
