#include "kernel_set.h"

#if KERNEL_X86
#define KERNEL_NAME avx2
#define KERNEL_TARGET __attribute__((target("avx2")))
#define KERNEL_LANES 8
#define KERNEL_ROWS 6
#define KERNEL_VECTORS 2
#include "kernel_body.h"
#endif
