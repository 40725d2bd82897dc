// This file puts native code together: see native.go.

package eval

import (
	"encoding/binary"
	"math"
	"runtime"
	"unsafe"

	"github.com/gopy-lang/gopy/internal/codememory"
)

// writeBarrier is the address of the runtime's flag that the collector marks; native_linux_amd64.s defines it.
var writeBarrier uintptr

// A stencil is the machine code of an operation with the given flags, of those in mask: stencilCode[hot:cold] and, apart, stencilCode[cold:end].
type stencil struct {
	op             op
	flags, mask    uint8
	numbers        uint8 // how many of its fixes are about numbers, each of which takes eight bytes behind the code
	hot, cold, end uint32
	fixes, count   uint16 // in stencilFixes
}

// A stencilFix says what to fill into the four bytes of a stencil from at on.
type stencilFix struct {
	at     uint16
	kind   fixKind
	symbol uint8 // of fixSymbol
	n      int16 // what to add
}

type fixKind uint8

const (
	fixA         fixKind = iota // the offset of a register: operand A, and so on
	fixB                        //
	fixC                        //
	fixEntryB                   // the offset of an entry of the side table: operand B, and so on
	fixEntryC                   //
	fixEntryW                   // operands B and C
	fixNumberA                  // where a number is: operand A, and so on
	fixNumberB                  //
	fixNumberC                  //
	fixFlags                    //
	fixSignedB                  //
	fixSignedC                  //
	fixPC                       // where the address of the instruction is
	fixNextCode                 // where that of the next one's code is
	fixSymbol                   // where a symbol is
	fixNext                     // the code of the next instruction, and so on
	fixJump                     //
	fixWide                     //
	fixExit                     // the code that leaves the instruction to the slow path
	fixEntry                    // the code that goes on with the first instruction of a frame, which has no native code
	fixBind                     // the same for its binder
	fixReturn                   // the code that looks up where to go on when a frame has been left
	fixLookup                   // the code that looks up where to go on
	fixHot                      // a place in the first part
	fixCold                     // in the second
	fixExecution                // the place of the execution in the side table
	fixFirst                    // that of the address of its code
	fixBinder                   // that of the address of its binder's code
	fixTop                      // that of the record of the frame in the machine
	fixResume                   // that of the address where the frame's native code goes on
)

// The sizes of memory for native code: it is taken piece by piece, up to a limit for each interpreter.
const (
	codePiece  = 1 << 20
	codeLimit  = 64 << 20
	exitSize   = 16
	leastStart = 5 // bytes that the code of each instruction has at least, so that a jump can take its place
)

// A codeArena is the memory of an interpreter's native code. It is freed when the interpreter is.
type codeArena struct {
	pieces [][]byte
	free   []byte
	taken  int
	full   bool // the system gives no more

	forms   [256][32]uint16 // for each operation and the flags that matter: the number of the stencil, and one, or 0
	symbols []unsafe.Pointer
	lookup  uintptr // code that goes on with the instruction whose address is in DI, and so on: see newCodeArena
	begin   uintptr
	bind    uintptr
	back    uintptr
	entry   *uintptr // what enter is: see newCodeArena
	enter   nativeCode
}

func newCodeArena() *codeArena {
	a := &codeArena{symbols: stencilSymbols()}
	for i, s := range stencils {
		for flags := range a.forms[s.op] {
			if uint8(flags)&s.mask == s.flags {
				a.forms[s.op][flags] = uint16(i + 1)
			}
		}
	}
	for _, symbol := range a.symbols {
		if uintptr(symbol) > math.MaxInt32 {
			return a // beyond the reach of displacements: the program is a position-independent executable
		}
	}
	code, begin, bind, back, entry := stubs()
	b := a.take(len(code))
	if b == nil {
		return a
	}
	copy(b, code)
	a.lookup = address(b)
	a.begin, a.bind, a.back = a.lookup+begin, a.lookup+bind, a.lookup+back
	// A function value is the address of a word that tells where the code is.
	a.entry = new(uintptr)
	*a.entry = a.lookup + entry
	*(**uintptr)(unsafe.Pointer(&a.enter)) = a.entry
	return a
}

// take returns n bytes, or nil when there are no more.
func (a *codeArena) take(n int) []byte {
	if n > len(a.free) && !a.full {
		size := max(codePiece, (n+4095)&^4095)
		if a.taken+size > codeLimit {
			return nil
		}
		piece, err := codememory.Map(size)
		if err != nil {
			a.full = true
			return nil
		}
		a.taken += size
		a.pieces, a.free = append(a.pieces, piece), piece
		runtime.AddCleanup(a, func(piece []byte) { _ = codememory.Unmap(piece) }, piece)
	}
	if n > len(a.free) {
		return nil
	}
	b := a.free[:n:n]
	a.free = a.free[n:]
	return b
}

func address(b []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(b))) }

// stubs is the code that native code shares. At its beginning it goes on with the instruction whose address is in DI, of the execution of the side table in
// CX; at begin with the first one of the execution in DX, at bind with its binder; at back behind the one whose record is in DX. What has no native code is left to the interpreter.
// At entry is the way into native code: to the address in DI, unless the collector marks. Between looking and the first poll nothing lets it begin to.
func stubs() (code []byte, begin, bind, back, entry uintptr) {
	var x execution
	var r record
	add := func(code *[]byte, displacement uintptr, b ...byte) {
		*code = binary.LittleEndian.AppendUint32(append(*code, b...), uint32(displacement))
	}
	native := unsafe.Offsetof(x.native)
	var leave []int // places of short jumps there
	branch := func(condition byte) {
		code = append(code, 0x70|condition, 0)
		leave = append(leave, len(code))
	}
	add(&code, tableExecution*entrySize+entryValue, 0x48, 0x8b, 0x91)     // MOVQ execution(CX), DX
	add(&code, native+unsafe.Offsetof(x.native.starts), 0x48, 0x8b, 0xb2) // MOVQ starts(DX), SI
	code = append(code, 0x48, 0x85, 0xf6)                                 // TESTQ SI, SI
	branch(4)                                                             // JEQ leave
	code = append(code, 0x49, 0x89, 0xf8)                                 // MOVQ DI, R8
	add(&code, unsafe.Offsetof(x.entry), 0x4c, 0x2b, 0x82)                // SUBQ entry(DX), R8
	code = append(code, 0x49, 0xc1, 0xe8, 3)                              // SHRQ $3, R8
	add(&code, native+unsafe.Offsetof(x.native.count), 0x44, 0x8b, 0x8a)  // MOVL count(DX), R9
	code = append(code, 0x4d, 0x39, 0xc8)                                 // CMPQ R8, R9
	branch(3)                                                             // JCC leave
	code = append(code, 0x42, 0x8b, 0x34, 0x86)                           // MOVL (SI)(R8*4), SI
	code = append(code, 0x85, 0xf6)                                       // TESTL SI, SI
	branch(4)                                                             // JEQ leave
	code = append(code, 0xff, 0xe6)                                       // JMP SI
	for _, at := range leave {
		code[at-1] = byte(len(code) - at)
	}
	code = append(code, 0x31, 0xf6, 0xc3) // leave: XORL SI, SI; RET

	begin = uintptr(len(code))
	add(&code, unsafe.Offsetof(x.entry), 0x48, 0x8b, 0xba) // MOVQ entry(DX), DI
	code = append(code, 0x31, 0xf6, 0xc3)                  // XORL SI, SI; RET

	bind = uintptr(len(code))
	add(&code, unsafe.Offsetof(x.binder), 0x48, 0x8d, 0xba) // LEAQ binder(DX), DI
	code = append(code, 0x31, 0xf6, 0xc3)                   // XORL SI, SI; RET

	back = uintptr(len(code))
	add(&code, unsafe.Offsetof(r.pc), 0x48, 0x8b, 0xba)          // MOVQ pc(DX), DI
	code = append(code, 0x48, 0x83, 0xc7, byte(instructionSize)) // ADDQ $8, DI
	code = append(code, 0xe9)                                    // JMP lookup
	code = binary.LittleEndian.AppendUint32(code, uint32(-(len(code) + 4)))

	entry = uintptr(len(code))
	code = binary.LittleEndian.AppendUint64(append(code, 0x49, 0xb8), uint64(writeBarrier)) // MOVQ $writeBarrier, R8
	code = append(code,
		0x41, 0x83, 0x38, 0, // CMPL (R8), $0
		0x75, 2, // JNE refuse
		0xff, 0xe7, // JMP DI
		0x48, 0x89, 0xf7, // refuse: MOVQ SI, DI
		0x31, 0xf6, // XORL SI, SI
		0xc3) // RET
	return code, begin, bind, back, entry
}

// form is the stencil for an instruction, or nil.
func (a *codeArena) form(in instruction) *stencil {
	if i := a.forms[in.op][in.flags&31]; i != 0 {
		return &stencils[i-1]
	}
	return nil
}

// room is how much an instruction's code needs: the first part, and all that lies apart.
func (a *codeArena) room(in instruction) (hot, cold int) {
	s := a.form(in)
	if s == nil {
		return leastStart, exitSize
	}
	return max(int(s.cold-s.hot), leastStart), int(s.end-s.cold) + 8*int(s.numbers) + exitSize
}

// compile makes native code for an execution, if there is room: of its instructions and, as if it stood behind the last one, its binder.
func (a *codeArena) compile(x *execution) bool {
	if a.lookup == 0 {
		return false
	}
	count := len(x.instructions) + 1
	hot, cold := 0, 0
	for i := range count {
		h, c := a.room(*x.nativeInstruction(i))
		hot, cold = hot+h, cold+c
	}
	code := a.take(hot + cold)
	if code == nil {
		return false
	}
	// Behind the addresses of the instructions' code come one that stands for what would be behind the last, which isn't entered, and those of the
	// code that leaves each.
	starts := make([]uint32, 2*count+1)
	starts[count] = 1
	at := address(code)
	for i := range count {
		starts[i] = uint32(at)
		h, _ := a.room(*x.nativeInstruction(i))
		at += uintptr(h)
	}
	first, apart := code[:hot], code[hot:]
	for i := range count {
		h, c := a.room(*x.nativeInstruction(i))
		if !a.copy(x, i, first[:h:h], apart[:c:c], starts) {
			return false
		}
		starts[count+1+i] = uint32(address(apart[c-exitSize:]))
		first, apart = first[h:], apart[c:]
	}
	x.native.starts, x.native.count, x.native.first = unsafe.Pointer(&starts[0]), uint32(count-1), starts[0]
	if x.binder.op == opBind {
		x.native.binder = starts[count-1]
	}
	return true
}

// nativeInstruction is the instruction that native code counts as number i.
func (x *execution) nativeInstruction(i int) *instruction {
	if i == len(x.instructions) {
		return &x.binder
	}
	return &x.instructions[i]
}

// renew makes new code for an instruction whose operation has changed, and lets the old code jump there. When there is no room the instruction is
// always left to the slow path.
func (a *codeArena) renew(x *execution, i int) {
	count := len(x.instructions) + 1
	starts := unsafe.Slice((*uint32)(x.native.starts), 2*count+1)
	hot, cold := a.room(x.instructions[i])
	code := a.take(hot + 5 + cold)
	start := uintptr(starts[i])
	old := unsafe.Slice((*byte)(pointer(&start)), leastStart)
	if code == nil || !a.copy(x, i, code[:hot], code[hot+5:], starts) {
		putJump(old, uintptr(starts[count+1+i]))
		return
	}
	putJump(code[hot:], uintptr(starts[i+1]))
	putJump(old, address(code))
	starts[i] = uint32(address(code))
	if i == 0 {
		x.native.first = starts[i]
	}
}

// putJump makes the beginning of b a jump.
func putJump(b []byte, to uintptr) {
	b[0] = 0xe9
	binary.LittleEndian.PutUint32(b[1:], uint32(to-(address(b)+5)))
}

// copy makes the code of instruction i: hot and cold are the room for its two parts.
func (a *codeArena) copy(x *execution, i int, hot, cold []byte, starts []uint32) bool {
	this := x.nativeInstruction(i)
	in := *this
	exit := cold[len(cold)-exitSize:]
	exit[0], exit[1] = 0x48, 0xbf // MOVQ $pc, DI
	binary.LittleEndian.PutUint64(exit[2:], uint64(uintptr(unsafe.Pointer(this))))
	exit[10], exit[15] = 0xbe, 0xc3 // MOVL $next, SI; RET
	binary.LittleEndian.PutUint32(exit[11:], starts[i+1])
	s := a.form(in)
	if s == nil {
		putJump(hot, address(exit))
		return true
	}
	n := copy(hot, stencilCode[s.hot:s.cold])
	for n < len(hot) {
		hot[n] = 0x90
		n++
	}
	pool := cold[copy(cold, stencilCode[s.cold:s.end]):]
	number := func(n uint64) uintptr {
		binary.LittleEndian.PutUint64(pool, n)
		at := address(pool)
		pool = pool[8:]
		return at
	}
	jump := func(n int) uintptr {
		if i+n < 0 || i+n >= len(x.instructions) {
			return address(exit)
		}
		return uintptr(starts[i+n])
	}
	for _, f := range stencilFixes[s.fixes : s.fixes+s.count] {
		part, at := hot, int(f.at)
		if length := int(s.cold - s.hot); at >= length {
			part, at = cold, at-length
		}
		place := part[at : at+4]
		n := int64(f.n)
		var to uintptr
		switch f.kind {
		case fixA, fixB, fixC, fixEntryB, fixEntryC, fixEntryW, fixExecution, fixFirst, fixBinder, fixTop, fixResume:
			switch f.kind {
			case fixExecution:
				n += int64(tableExecution*entrySize + entryValue)
			case fixFirst:
				n += int64(unsafe.Offsetof(x.native) + unsafe.Offsetof(x.native.first))
			case fixBinder:
				n += int64(unsafe.Offsetof(x.native) + unsafe.Offsetof(x.native.binder))
			case fixTop:
				n += int64(unsafe.Offsetof(machine{}.top))
			case fixResume:
				n += int64(unsafe.Offsetof(record{}.resume))
			case fixA:
				n += int64(in.a)
			case fixB:
				n += int64(in.b)
			case fixC:
				n += int64(in.c)
			case fixEntryB:
				n += int64(in.b) * int64(entrySize)
			case fixEntryC:
				n += int64(in.c) * int64(entrySize)
			case fixEntryW:
				n += int64(uint32(in.wide())) * int64(entrySize)
			}
			if n != int64(int32(n)) {
				return false
			}
			binary.LittleEndian.PutUint32(place, uint32(n))
			continue
		case fixNumberA:
			to = number(uint64(in.a))
		case fixNumberB:
			to = number(uint64(in.b))
		case fixNumberC:
			to = number(uint64(in.c))
		case fixFlags:
			to = number(uint64(in.flags))
		case fixSignedB:
			to = number(uint64(int64(int16(in.b))))
		case fixSignedC:
			to = number(uint64(int64(int16(in.c))))
		case fixPC:
			to = number(uint64(uintptr(unsafe.Pointer(this))))
		case fixNextCode:
			to = number(uint64(starts[i+1]))
		case fixSymbol:
			to = uintptr(a.symbols[f.symbol])
		case fixNext:
			to = jump(1)
		case fixJump:
			to = jump(int(int16(in.c)))
		case fixWide:
			to = jump(int(in.wide()))
		case fixExit:
			to = address(exit)
		case fixLookup:
			to = a.lookup
		case fixEntry:
			to = a.begin
		case fixBind:
			to = a.bind
		case fixReturn:
			to = a.back
		case fixHot:
			to = address(hot)
		case fixCold:
			to = address(cold)
		}
		binary.LittleEndian.PutUint32(place, uint32(int64(to)+n-int64(address(place))-4))
	}
	return true
}
