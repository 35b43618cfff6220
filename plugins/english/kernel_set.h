/* kernel_set - the implementations there are; kernel.h says which of them run here. */
#ifndef ENGLISH_KERNEL_SET_H
#define ENGLISH_KERNEL_SET_H

#include "kernel.h"

#if defined __x86_64__ || defined __i386__
#define KERNEL_X86 1
#else
#define KERNEL_X86 0
#endif

extern const struct kernel kernel_plain;
#if KERNEL_X86
extern const struct kernel kernel_avx2;
extern const struct kernel kernel_avx512;
#endif

#endif
