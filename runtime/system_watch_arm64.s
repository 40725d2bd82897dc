//go:build linux

#include "textflag.h"

// catchSignal is a handler of signals: R0 holds the number, R1 and R2 what Go's handler wants to know. It runs on the signal stack of the thread, needs
// nothing of Go and calls nothing. The offsets are those of the variable watch.
TEXT catchSignal<>(SB), NOSPLIT|NOFRAME|TOPFRAME, $0
	MOVD	$·watch(SB), R9
	ADD	$20, R9, R15
	LDARW	(R15), R10
	TBNZ	$31, R10, chain
	SUBW	$1, R0, R11
	MOVD	$1, R16
	LSL	R11, R16, R16
setArrived:
	LDAXR	(R9), R13
	ORR	R16, R13, R13
	STLXR	R13, (R9), R14
	CBNZW	R14, setArrived
	MOVD	8(R9), R11
	MOVWU	16(R9), R12
setFlags:
	LDAXRW	(R11), R13
	ORRW	R12, R13, R13
	STLXRW	R13, (R11), R14
	CBNZW	R14, setFlags
	DMB	$0xb
	LDARW	(R15), R10	// again: the watcher, about to wait, may have looked for signals meanwhile
	CBZW	R10, done
	TBNZ	$31, R10, withdraw
	MOVW	R10, R0
	ADD	$32, R9, R1
	MOVD	$8, R2
	MOVD	$64, R8	// write(2)
	SVC
done:
	RET
withdraw:
	LDAXR	(R9), R13
	BIC	R16, R13, R12
	STLXR	R12, (R9), R14
	CBNZW	R14, withdraw
	TST	R16, R13
	BEQ	done	// it was delivered
chain:
	MOVD	24(R9), R10
	JMP	(R10)

// returnSignal ends a handler: rt_sigreturn(2).
TEXT returnSignal<>(SB), NOSPLIT|NOFRAME|TOPFRAME, $0
	MOVD	$139, R8
	SVC
	UNDEF

// func catchAddress() uintptr
TEXT ·catchAddress(SB), NOSPLIT, $0-8
	MOVD	$catchSignal<>(SB), R0
	MOVD	R0, ret+0(FP)
	RET

// func returnAddress() uintptr
TEXT ·returnAddress(SB), NOSPLIT, $0-8
	MOVD	$returnSignal<>(SB), R0
	MOVD	R0, ret+0(FP)
	RET
