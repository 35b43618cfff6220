#include "kernel_set.h"

#if KERNEL_X86
#define KERNEL_NAME avx512
#define KERNEL_TARGET __attribute__((target("avx512f")))
#define KERNEL_LANES 16
#define KERNEL_ROWS 12
#define KERNEL_VECTORS 1
#include "kernel_body.h"
#endif
