//go:build linux

#include "textflag.h"

// catchSignal is a handler of signals: DI holds the number, SI and DX what Go's handler wants to know. It runs on the signal stack of the thread, needs
// nothing of Go and calls nothing. The offsets are those of the variable watch.
TEXT catchSignal<>(SB), NOSPLIT|NOFRAME|TOPFRAME, $0
	MOVL	·watch+20(SB), AX
	TESTL	AX, AX
	JLT	chain
	LEAQ	-1(DI), CX
	LOCK
	BTSQ	CX, ·watch+0(SB)
	MOVQ	·watch+8(SB), R8
	MOVL	·watch+16(SB), R9
	LOCK
	ORL	R9, (R8)
	MOVL	·watch+20(SB), AX	// again: the watcher, about to wait, may have looked for signals meanwhile
	TESTL	AX, AX
	JEQ	done
	JLT	withdraw
	MOVL	AX, DI
	LEAQ	·watch+32(SB), SI
	MOVL	$8, DX
	MOVL	$1, AX	// write(2)
	SYSCALL
done:
	RET
withdraw:
	LOCK
	BTRQ	CX, ·watch+0(SB)
	JCC	done	// it was delivered
chain:
	MOVQ	·watch+24(SB), AX
	JMP	AX

// returnSignal ends a handler: rt_sigreturn(2).
TEXT returnSignal<>(SB), NOSPLIT|NOFRAME|TOPFRAME, $0
	MOVL	$15, AX
	SYSCALL
	INT	$3

// func catchAddress() uintptr
TEXT ·catchAddress(SB), NOSPLIT, $0-8
	LEAQ	catchSignal<>(SB), AX
	MOVQ	AX, ret+0(FP)
	RET

// func returnAddress() uintptr
TEXT ·returnAddress(SB), NOSPLIT, $0-8
	LEAQ	returnSignal<>(SB), AX
	MOVQ	AX, ret+0(FP)
	RET
