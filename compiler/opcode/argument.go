// This file holds the kinds of arguments.

package opcode

// An ArgKind tells what an instruction's argument stands for.
type ArgKind uint8

// The kinds of arguments, as Grammar/opcodes explains them.
const (
	ArgNone       ArgKind = iota
	ArgNumber             // a number with a meaning of its own
	ArgConst              // index of a constant
	ArgName               // index of a name
	ArgNameShift1         // the same above one flag bit
	ArgNameShift2         // the same above two flag bits
	ArgLocal              // index of a local variable
	ArgLocals             // two of them, in bits 4-7 and 0-3
	ArgFree               // index of a cell or free variable
	ArgForward            // distance of a jump
	ArgBackward           // distance of a jump backward
	ArgLabel              // target of a jump, in pseudo-instructions
	ArgHandler            // exception handler, in pseudo-instructions
	ArgCompare            // comparison, see [CompareArg]
	ArgOperator           // index in [BinaryOperators]
	ArgIntrinsic1         // index in [Intrinsics1]
	ArgIntrinsic2         // index in [Intrinsics2]
	ArgSpecial            // index in [SpecialMethods]
	ArgCommon             // index in [CommonConstants]
	ArgNextLocal          // none, but the next instruction's local variable belongs to it
)

// Arg returns the kind of op's argument.
func (op Op) Arg() ArgKind { return op.traits().arg }

// HasArg reports whether op uses its argument.
func (op Op) HasArg() bool { return op.Arg() != ArgNone && op.Arg() != ArgNextLocal }

// HasConst reports whether the argument is the index of a constant.
func (op Op) HasConst() bool { return op.Arg() == ArgConst }

// HasName reports whether the argument holds the index of a name, see [Op.NameIndex].
func (op Op) HasName() bool {
	switch op.Arg() {
	case ArgName, ArgNameShift1, ArgNameShift2:
		return true
	}
	return false
}

// NameIndex returns the index of the name in the argument.
func (op Op) NameIndex(oparg int) int {
	switch op.Arg() {
	case ArgNameShift1:
		return oparg >> 1
	case ArgNameShift2:
		return oparg >> 2
	}
	return oparg
}

// HasJump reports whether the argument is where op jumps.
func (op Op) HasJump() bool {
	switch op.Arg() {
	case ArgForward, ArgBackward, ArgLabel:
		return true
	}
	return false
}

// HasLocal reports whether the argument holds indexes of local variables.
func (op Op) HasLocal() bool {
	switch op.Arg() {
	case ArgLocal, ArgLocals, ArgNextLocal:
		return true
	}
	return false
}

// HasFree reports whether the argument is the index of a cell or free variable.
func (op Op) HasFree() bool { return op.Arg() == ArgFree }

// HasExc reports whether the argument is an exception handler.
func (op Op) HasExc() bool { return op.Arg() == ArgHandler }

// HasTarget reports whether the argument is a place in the code: of a jump or of an exception handler.
func (op Op) HasTarget() bool { return op.HasJump() || op.HasExc() }
