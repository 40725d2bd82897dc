// Package opcode holds the instruction set of CPython 3.14: numbers, arguments, inline caches and stack effects.
// It is a leaf; all of it comes from Grammar/opcodes, which is also the best place to read about it.
//
// Reference: the `dis`, `opcode` and `_opcode` modules.
package opcode

import "strconv"

const (
	// HaveArgument is the opcode above which instructions that compilers emit have an argument.
	HaveArgument = UNARY_NOT + 1
	// MinInstrumented is the lowest opcode of the instrumented variants.
	MinInstrumented = INSTRUMENTED_END_FOR
	// MinPseudo is the lowest opcode of the pseudo-instructions.
	MinPseudo = ANNOTATIONS_PLACEHOLDER
)

// An Op is an opcode. Those of pseudo-instructions don't fit into a byte.
type Op uint16

// traits are the facts about an opcode that the compiler's passes ask for all the time, a few bytes each.
type traits struct {
	base         Op // itself, or what it is a variant of
	arg          ArgKind
	cacheEntries uint8
}

// traits returns those of op, all zero if there is no such opcode.
func (op Op) traits() traits {
	if op < Limit {
		return traitsOf[op]
	}
	return traits{}
}

// info holds the other facts about an opcode.
type info struct {
	name            string
	doc             string
	stack           string // stack picture; "" for variants
	cache           []CacheField
	specializations []Op
	expansion       []Op
}

// A CacheField is a field of an inline cache and the number of two-byte entries it takes.
type CacheField struct {
	Name    string
	Entries int
}

// A Row is a row of a table that arguments refer to.
type Row struct {
	Name  string // of the constant
	Text  string // what disassembly shows for it, if that isn't the name
	Value int
}

// Lookup returns the opcode with the given name.
func Lookup(name string) (op Op, ok bool) {
	for op := range Op(Limit) {
		if infos[op].name == name && name != "" {
			return op, true
		}
	}
	return 0, false
}

// get returns the facts about op, all zero if there is no such opcode.
func (op Op) get() *info {
	if op < Limit {
		return &infos[op]
	}
	return &infos[invalid]
}

// invalid is a number that no opcode has.
const invalid = 121

// Valid reports whether there is an opcode of this number.
func (op Op) Valid() bool { return op.get().name != "" }

// String returns the name, or the number in angle brackets as the dis module writes it.
func (op Op) String() string {
	if name := op.get().name; name != "" {
		return name
	}
	return "<" + strconv.Itoa(int(op)) + ">"
}

// Doc returns a line about what op does.
func (op Op) Doc() string { return op.get().doc }

// Stack returns the stack picture, such as `left right -- result`.
func (op Op) Stack() string { return op.Base().get().stack }

// IsPseudo reports whether op exists only within the compiler.
func (op Op) IsPseudo() bool { return op >= MinPseudo && op < Limit }

// IsInstrumented reports whether op is a variant that reports events.
func (op Op) IsInstrumented() bool { return op >= MinInstrumented && op < MinPseudo }

// IsSpecialized reports whether op is a variant for certain operands.
func (op Op) IsSpecialized() bool { return op.Base() != op && !op.IsInstrumented() }

// Base returns the instruction that op is a variant of, op itself if it isn't one. The variants that stand in for any
// instruction have NOP as base.
func (op Op) Base() Op {
	if base := op.traits().base; base != 0 {
		return base
	}
	return op
}

// Specializations returns the specialized variants of op.
func (op Op) Specializations() []Op { return op.get().specializations }

// Expansion returns what a pseudo-instruction becomes: a sequence or, for an unconditional jump, the forward and the
// backward jump.
func (op Op) Expansion() []Op { return op.get().expansion }

// Cache returns the fields of the inline cache.
func (op Op) Cache() []CacheField { return op.get().cache }

// CacheEntries returns the number of two-byte cache entries behind the instruction; a variant has its base's.
func (op Op) CacheEntries() int { return int(op.traits().cacheEntries) }

// StackEffect returns by how much the stack grows, with jump when the instruction jumps.
func (op Op) StackEffect(oparg int, jump bool) int {
	if jump {
		return op.jumpEffect(oparg)
	}
	return op.effect(oparg)
}

// IsScopeExit reports whether op leaves the frame or raises, always.
func (op Op) IsScopeExit() bool {
	switch op {
	case RETURN_VALUE, RAISE_VARARGS, RERAISE:
		return true
	}
	return false
}

// IsUnconditionalJump reports whether op always jumps.
func (op Op) IsUnconditionalJump() bool {
	switch op {
	case JUMP, JUMP_NO_INTERRUPT, JUMP_FORWARD, JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT:
		return true
	}
	return false
}

// IsBlockPush reports whether op begins the reach of an exception handler.
func (op Op) IsBlockPush() bool { return op.Arg() == ArgHandler }

// CompareArg returns COMPARE_OP's argument for a row of [Comparisons].
func CompareArg(row int, toBool bool) int {
	arg := row<<5 | Comparisons[row].Value
	if toBool {
		arg |= CompareToBool
	}
	return arg
}

// CompareToBool is the bit of COMPARE_OP's argument that turns the result into a bool.
const CompareToBool = 16
