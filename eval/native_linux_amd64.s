// Where the runtime tells whether the collector marks: see native.go.

#include "textflag.h"

DATA ·writeBarrier(SB)/8, $runtime·writeBarrier(SB)
GLOBL ·writeBarrier(SB), RODATA|NOPTR, $8
