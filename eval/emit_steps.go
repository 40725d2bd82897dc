// This file translates each instruction of the stack bytecode: one flat switch over the instruction set.

package eval

import (
	"slices"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// emit translates one step.
func (t *translator) emit(i int, s *step) error {
	d := t.depth()
	arg := s.arg
	if len(t.code.LocalsPlusNames) > t.slots && t.emitFar(s) {
		return nil
	}
	if t.fold && i+1 < len(t.steps) && t.steps[i+1].op == opcode.GET_AWAITABLE {
		t.forceBelowCall(s)
	}
	switch s.op {
	case opcode.NOP, opcode.NOT_TAKEN, opcode.CACHE:
		if !t.fold {
			t.put(instruction{action: action{op: opNop}})
		}
	case opcode.RESUME:
		if !t.fold { // what resumes a generator polls, and so do loops and calls
			t.put(instruction{action: action{op: opResume}, c: uint16(arg)})
		}

	// Variables and constants.
	case opcode.LOAD_FAST, opcode.LOAD_FAST_BORROW:
		t.push(operand{inLocal, arg})
	case opcode.LOAD_FAST_CHECK:
		t.put(instruction{action: action{op: opCheck}, a: t.local(arg), c: uint16(arg)})
		t.push(operand{inLocal, arg})
	case opcode.LOAD_FAST_LOAD_FAST, opcode.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
		if !t.fold {
			t.put(instruction{action: action{op: opMove2}, a: t.slot(d), b: t.local(arg >> 4), c: t.local(arg & 15)})
			t.stack = append(t.stack, operand{}, operand{})
			break
		}
		t.push(operand{inLocal, arg >> 4})
		t.push(operand{inLocal, arg & 15})
	case opcode.LOAD_FAST_AND_CLEAR:
		t.forceLocal(arg)
		t.put(instruction{action: action{op: opClear}, a: t.slot(d), b: t.local(arg)})
		t.stack = append(t.stack, operand{})
	case opcode.LOAD_CONST:
		if v := t.code.ConstValues[arg]; v.IsSmallInt() && v.SmallInt() == int64(int16(v.SmallInt())) {
			t.push(operand{isInt, int(v.SmallInt())})
		} else {
			t.push(operand{isConst, arg})
		}
	case opcode.LOAD_SMALL_INT:
		t.push(operand{isInt, arg & 255})
	case opcode.LOAD_COMMON_CONSTANT:
		t.put(instruction{action: action{op: opLoadCommonConstant}, a: t.slot(d), c: uint16(arg)})
		t.result()
	case opcode.PUSH_NULL:
		if t.fold && d > 0 && t.stack[d-1].kind == inSlot && t.patch == len(t.out)-1 && t.patch >= 0 && t.out[t.patch].a == t.slot(d-1) && t.out[t.patch].op != opLoadMethod {
			t.out[t.patch].a = t.slot(d)
			t.claimed = true
			t.stack[d-1].kind = inNext
			t.patch = -1
		}
		t.push(operand{kind: isNull})
	case opcode.STORE_FAST:
		t.storeFast(arg)
	case opcode.STORE_FAST_STORE_FAST:
		if !t.fold {
			t.put(instruction{action: action{op: opStore2}, a: t.local(arg >> 4), b: t.local(arg & 15), c: t.slot(d - 1)})
			t.pop(2)
			break
		}
		t.storeFast(arg >> 4)
		t.storeFast(arg & 15)
	case opcode.STORE_FAST_LOAD_FAST:
		if !t.fold {
			t.put(instruction{action: action{op: opStoreLoad}, a: t.local(arg >> 4), b: t.local(arg & 15), c: t.slot(d - 1)})
			break
		}
		t.storeFast(arg >> 4)
		t.push(operand{inLocal, arg & 15})
	case opcode.DELETE_FAST:
		t.forceLocal(arg)
		t.put(instruction{action: action{op: opDelete}, a: t.local(arg), c: uint16(arg)})
	case opcode.MAKE_CELL:
		t.forceLocal(arg)
		t.put(instruction{action: action{op: opMakeCell}, a: t.local(arg), b: t.cellGroup(arg)})
	case opcode.COPY_FREE_VARS:
		if arg > t.slots {
			return invalidCode("too many free variables")
		}
		t.forceAll()
		t.put(instruction{action: action{op: opCopyFreeVars}, a: t.local(t.slots - arg), b: uint16(arg)})
	case opcode.LOAD_DEREF:
		t.put(instruction{action: action{op: opLoadDeref}, a: t.slot(d), b: t.local(arg), c: uint16(arg)})
		t.result()
	case opcode.STORE_DEREF:
		t.put(instruction{action: action{op: opStoreDeref}, a: t.local(arg), b: t.top(0)})
		t.pop(1)
	case opcode.DELETE_DEREF:
		t.put(instruction{action: action{op: opDeleteDeref}, a: t.local(arg), c: uint16(arg)})
	case opcode.LOAD_NAME:
		t.put(instruction{action: action{op: opLoadName}, a: t.slot(d), c: t.cache(arg)})
		t.result()
	case opcode.STORE_NAME:
		t.put(instruction{action: action{op: opStoreName}, a: t.top(0), c: t.cache(arg)})
		t.pop(1)
	case opcode.DELETE_NAME:
		t.put(instruction{action: action{op: opDeleteName}, c: t.cache(arg)})
	case opcode.LOAD_GLOBAL:
		c := t.cache(arg >> 1)
		switch {
		case arg&1 == 0:
			t.put(instruction{action: action{op: opLoadGlobal}, a: t.slot(d), c: c})
			t.result()
		case t.fold:
			t.put(instruction{action: action{op: opLoadGlobal}, a: t.slot(d + 1), c: c})
			t.stack = append(t.stack, operand{kind: inNext}, operand{kind: isNull})
		default:
			t.put(instruction{action: action{op: opLoadGlobal, flags: 1}, a: t.slot(d), c: c})
			t.stack = append(t.stack, operand{}, operand{})
		}
	case opcode.STORE_GLOBAL:
		t.put(instruction{action: action{op: opStoreGlobal}, a: t.top(0), c: t.cache(arg)})
		t.pop(1)
	case opcode.DELETE_GLOBAL:
		t.put(instruction{action: action{op: opDeleteGlobal}, c: t.cache(arg)})
	case opcode.LOAD_LOCALS:
		t.put(instruction{action: action{op: opLoadLocals}, a: t.slot(d)})
		t.result()
	case opcode.LOAD_BUILD_CLASS:
		t.put(instruction{action: action{op: opLoadBuildClass}, a: t.slot(d)})
		t.result()
	case opcode.LOAD_FROM_DICT_OR_GLOBALS:
		t.force(d - 1)
		t.put(instruction{action: action{op: opLoadFromDictOrGlobals}, a: t.slot(d - 1), c: t.cache(arg)})
	case opcode.LOAD_FROM_DICT_OR_DEREF:
		t.force(d - 1)
		t.put(instruction{action: action{op: opLoadFromDictOrDeref}, a: t.slot(d - 1), b: t.local(arg), c: uint16(arg)})
	case opcode.SETUP_ANNOTATIONS:
		t.put(instruction{action: action{op: opSetupAnnotations}})

	// The stack itself.
	case opcode.POP_TOP, opcode.POP_ITER:
		if !t.fold {
			t.put(instruction{action: action{op: opNop}})
		}
		if t.stack[d-1].kind == inSlot && t.patch == len(t.out)-1 && t.patch >= 0 {
			t.patch = -1
		}
		if t.dropsOlder(i) {
			t.leaveFor(d - 1)
		}
		t.pop(1)
		if t.dropsException(i) {
			t.put(instruction{action: action{op: opForget}})
		}
	case opcode.END_FOR:
		if !t.fold {
			t.put(instruction{action: action{op: opNop}})
		}
		t.pop(1)
	case opcode.COPY:
		t.copy(i, d-arg)
	case opcode.SWAP:
		if arg >= 2 {
			t.swap(i, d-arg)
		}

	// Operators.
	case opcode.BINARY_OP:
		t.binary(arg)
	case opcode.UNARY_NEGATIVE:
		t.unary(opNegative)
	case opcode.UNARY_INVERT:
		t.unary(opInvert)
	case opcode.UNARY_NOT:
		if t.fuse(i, opJumpTrue, true) {
			break
		}
		t.unary(opNot)
	case opcode.TO_BOOL:
		if t.fuse(i, opJumpIf, false) {
			break
		}
		t.unary(opToBool)
	case opcode.COMPARE_OP:
		if t.fuseCompare(i, arg>>5) {
			break
		}
		b, c := t.top(1), t.top(0)
		t.pop(2)
		t.put(instruction{action: action{op: opLT + op(arg>>5), flags: uint8(arg>>4&1) | t.ownsTuple(b, c)}, a: t.slot(d - 2), b: b, c: c})
		t.result()
	case opcode.IS_OP, opcode.CONTAINS_OP:
		o, jump := opIs, opJumpIs
		if s.op == opcode.CONTAINS_OP {
			o, jump = opContains, opJumpIn
		}
		if sense, target, ok := t.branch(i); ok {
			in := instruction{action: action{op: jump}, a: t.top(1), b: t.top(0)}
			if sense != (arg&1 != 0) {
				in.flags = 1
			}
			t.pop(2)
			t.forceAll()
			t.shortJump(in, target)
			break
		}
		b, c := t.top(1), t.top(0)
		t.pop(2)
		t.put(instruction{action: action{op: o, flags: uint8(arg & 1)}, a: t.slot(d - 2), b: b, c: c})
		t.result()

	// Jumps.
	case opcode.JUMP_FORWARD, opcode.JUMP_BACKWARD_NO_INTERRUPT:
		t.forceAll()
		in := instruction{action: action{op: opJump}}
		if s.op == opcode.JUMP_BACKWARD_NO_INTERRUPT && t.steps[s.target].op != opcode.SEND {
			in.op = opLoop // compilers make no loop of it but that of an await
		}
		t.jump(in, s.target)
	case opcode.JUMP_BACKWARD:
		t.forceAll()
		t.backward(s)
	case opcode.POP_JUMP_IF_TRUE, opcode.POP_JUMP_IF_FALSE, opcode.POP_JUMP_IF_NONE, opcode.POP_JUMP_IF_NOT_NONE:
		o := map[opcode.Op]op{opcode.POP_JUMP_IF_TRUE: opJumpTrue, opcode.POP_JUMP_IF_FALSE: opJumpFalse,
			opcode.POP_JUMP_IF_NONE: opJumpNone, opcode.POP_JUMP_IF_NOT_NONE: opJumpNotNone}[s.op]
		in := instruction{action: action{op: o}, a: t.top(0)}
		t.pop(1)
		t.forceAll()
		if t.form == formTraced {
			t.tracedJump(s, in)
			break
		}
		t.jump(in, s.target)

	// Containers.
	case opcode.BINARY_SLICE:
		t.forceFrom(d - 3)
		t.pop(3)
		t.put(instruction{action: action{op: opGetSlice}, a: t.slot(d - 3), b: t.slot(d - 3), c: t.slot(d - 2)})
		t.result()
	case opcode.STORE_SLICE:
		t.forceFrom(d - 4)
		in := instruction{action: action{op: opSetSlice}, a: t.slot(d - 4)}
		if k := t.lends(in.a); k >= 0 {
			t.out[k].flags |= 2
			in.flags = 1
		}
		t.put(in)
		t.pop(4)
	case opcode.STORE_SUBSCR:
		c, a, b := t.top(2), t.top(1), t.top(0)
		t.put(instruction{action: action{op: opSetItem}, a: a, b: b, c: c})
		t.pop(3)
	case opcode.DELETE_SUBSCR:
		t.put(instruction{action: action{op: opDeleteItem}, a: t.top(1), b: t.top(0)})
		t.pop(2)
	case opcode.BUILD_LIST:
		if arg == 0 && t.madeOfOne(i, opcode.LIST_EXTEND) {
			t.stack = append(t.stack, operand{})
			break
		}
		t.build(opBuildList, arg, arg)
	case opcode.BUILD_TUPLE:
		if t.closure(i, arg) || t.classesOfExcept(i, arg) {
			break
		}
		if next := i + 1; t.fold && next < len(t.steps) && !t.steps[next].leader && t.steps[next].op == opcode.UNPACK_SEQUENCE && t.steps[next].arg == arg && t.assign(next, arg) {
			t.skip++
			break
		}
		t.build(opBuildTuple, arg, arg)
	case opcode.BUILD_SET:
		if arg == 0 && t.madeOfOne(i, opcode.SET_UPDATE) {
			t.stack = append(t.stack, operand{})
			break
		}
		t.build(opBuildSet, arg, arg)
	case opcode.BUILD_MAP:
		if arg == 0 && t.mergedAtOnce(i) {
			t.put(instruction{action: action{op: opNull}, a: t.slot(d)})
			t.stack = append(t.stack, operand{})
			break
		}
		t.build(opBuildMap, 2*arg, arg)
	case opcode.BUILD_STRING:
		t.build(opBuildString, arg, arg)
	case opcode.BUILD_SLICE:
		if arg != 2 && arg != 3 {
			return invalidCode("slice of that many bounds")
		}
		if t.fold && i+1 < len(t.steps) && d > arg {
			if next := &t.steps[i+1]; !next.leader && next.op == opcode.BINARY_OP && next.arg == opcode.NB_SUBSCR {
				base := d - arg - 1
				t.forceFrom(base)
				t.pop(arg + 1)
				t.put(instruction{action: action{op: opGetSlice, flags: uint8(arg - 2)}, a: t.slot(base), b: t.slot(base), c: t.slot(base + 1)})
				t.result()
				t.skip = 1
				break
			}
		}
		t.build(opBuildSlice, arg, arg)
	case opcode.BUILD_TEMPLATE:
		t.build(opBuildTemplate, 2, 0)
	case opcode.BUILD_INTERPOLATION:
		t.build(opBuildInterpolation, 2+arg&1, arg)
	case opcode.LIST_APPEND:
		t.addTo(opListAppend, arg)
	case opcode.LIST_EXTEND:
		if i >= 2 && t.steps[i-2].op == opcode.BUILD_LIST && t.steps[i-2].arg == 0 && t.madeOfOne(i-2, s.op) {
			t.makeOfOne(opListExtend)
			break
		}
		t.addTo(opListExtend, arg)
	case opcode.SET_ADD:
		t.addTo(opSetAdd, arg)
	case opcode.SET_UPDATE:
		if i >= 2 && t.steps[i-2].op == opcode.BUILD_SET && t.steps[i-2].arg == 0 && t.madeOfOne(i-2, s.op) {
			t.makeOfOne(opSetUpdate)
			break
		}
		t.addTo(opSetUpdate, arg)
	case opcode.DICT_UPDATE:
		t.addTo(opDictUpdate, arg)
	case opcode.DICT_MERGE:
		to := d - 1 - arg
		t.force(to)
		t.put(instruction{action: action{op: opDictMerge}, a: t.slot(to), b: t.top(0), c: t.register(to - 3)})
		t.pop(1)
	case opcode.MAP_ADD:
		to := d - 2 - arg
		t.force(to)
		t.put(instruction{action: action{op: opSetItem}, a: t.slot(to), b: t.top(1), c: t.top(0)})
		t.pop(2)
	case opcode.UNPACK_SEQUENCE:
		t.unpack(i, arg)
	case opcode.UNPACK_EX:
		b := t.top(0)
		t.pop(1)
		t.put(instruction{action: action{op: opUnpackEx, flags: uint8(arg >> 16)}, a: t.slot(d - 1), b: b, c: uint16(arg)})
		t.stack = append(t.stack, make([]operand, arg&255+1+arg>>8)...)
	case opcode.GET_LEN:
		t.force(d - 1)
		t.put(instruction{action: action{op: opGetLen}, a: t.slot(d - 1)})
		t.result()
		t.patch = -1

	// Attributes.
	case opcode.LOAD_ATTR:
		b := t.top(0)
		t.pop(1)
		c := t.cachePair(arg >> 1)
		if arg&1 == 0 && t.spreadCall(i) {
			t.put(instruction{action: action{op: opLoadMethod}, a: t.slot(d - 1), b: b, c: c})
			t.stack = append(t.stack, operand{}, operand{})
			t.skip = 1
			break
		}
		if arg&1 == 0 {
			t.put(instruction{action: action{op: opLoadAttr}, a: t.slot(d - 1), b: b, c: c})
			t.result()
			break
		}
		t.put(instruction{action: action{op: opLoadMethod}, a: t.slot(d - 1), b: b, c: c})
		t.stack = append(t.stack, operand{}, operand{})
	case opcode.STORE_ATTR:
		b, a := t.top(1), t.top(0)
		t.put(instruction{action: action{op: opStoreAttr}, a: a, b: b, c: t.cachePair(arg)})
		t.pop(2)
	case opcode.DELETE_ATTR:
		t.put(instruction{action: action{op: opDeleteAttr}, a: t.top(0), c: t.cache(arg)})
		t.pop(1)
	case opcode.LOAD_SUPER_ATTR:
		t.forceFrom(d - 3)
		t.pop(3)
		if arg&1 == 0 && t.spreadCall(i) {
			arg |= 1
			t.skip = 1
		}
		t.put(instruction{action: action{op: opLoadSuperAttr, flags: uint8(arg & 3)}, a: t.slot(d - 3), b: t.slot(d - 3), c: t.cache(arg >> 2)})
		t.stack = append(t.stack, make([]operand, 1+arg&1)...)
	case opcode.LOAD_SPECIAL:
		t.force(d - 1)
		in := instruction{action: action{op: opLoadSpecial}, a: t.slot(d - 1), c: uint16(arg)}
		if len(t.entries) < roomForCaches {
			in.b = t.newEntry()
		}
		t.put(in)
		t.stack = append(t.stack, operand{})

	// Calls.
	case opcode.CALL:
		t.call(i, arg)
	case opcode.CALL_KW:
		base := d - arg - 3
		t.forceFrom(base)
		t.pop(arg + 3)
		in := instruction{action: action{op: opCallKw}, a: t.slot(base), b: t.slot(base), c: uint16(arg)}
		if arg < 256 && len(t.entries) < roomForCaches {
			in.flags, in.c = uint8(arg), t.newEntry()
		}
		t.put(in)
		t.result()
	case opcode.CALL_FUNCTION_EX:
		t.build(opCallEx, 4, 0)
		if i >= 2 && t.listForCall(i-2) {
			t.out[len(t.out)-1].flags |= 1
		}
	case opcode.RETURN_VALUE, opcode.INTERPRETER_EXIT:
		t.put(instruction{action: action{op: opReturn}, a: t.top(0)})
		t.pop(1)
	case opcode.MAKE_FUNCTION:
		t.unary(opMakeFunction)
	case opcode.SET_FUNCTION_ATTRIBUTE:
		t.force(d - 1)
		t.put(instruction{action: action{op: opSetFunctionAttribute}, a: t.slot(d - 1), b: t.top(1), c: uint16(arg)})
		t.put(instruction{action: action{op: opMove}, a: t.slot(d - 2), b: t.slot(d - 1)})
		t.pop(2)
		t.stack = append(t.stack, operand{})
	case opcode.CALL_INTRINSIC_1:
		if t.listForCall(i) {
			break
		}
		b := t.top(0)
		t.pop(1)
		t.put(instruction{action: action{op: opCallIntrinsic1}, a: t.slot(d - 1), b: b, c: uint16(arg)})
		t.result()
	case opcode.CALL_INTRINSIC_2:
		t.build(opCallIntrinsic2, 2, arg)
	case opcode.EXIT_INIT_CHECK:
		t.put(instruction{action: action{op: opExitInitCheck}, a: t.top(0)})
		t.pop(1)

	// Formatting.
	case opcode.FORMAT_SIMPLE:
		t.unary(opFormatSimple)
		if t.fold && t.partOfString(i) {
			t.out[len(t.out)-1].flags = 1
		}
	case opcode.FORMAT_WITH_SPEC:
		b, c := t.top(1), t.top(0)
		t.pop(2)
		t.put(instruction{action: action{op: opFormatWithSpec}, a: t.slot(d - 2), b: b, c: c})
		t.result()
	case opcode.CONVERT_VALUE:
		if next := i + 1; t.fold && arg == 1 && next < len(t.steps) && t.steps[next].op == opcode.FORMAT_SIMPLE && !t.steps[next].leader {
			t.unary(opFormatSimple) // most values are strs
			if t.out[len(t.out)-1].flags = 2; t.partOfString(next) {
				t.out[len(t.out)-1].flags = 3
			}
			t.skip = 1
			break
		}
		b := t.top(0)
		t.pop(1)
		t.put(instruction{action: action{op: opConvertValue}, a: t.slot(d - 1), b: b, c: uint16(arg)})
		t.result()

	// Iteration.
	case opcode.GET_ITER:
		t.unary(opGetIter)
		t.out[len(t.out)-1].flags = t.ownsIterator(i) | t.expressionIterates(i, d)
	case opcode.FOR_ITER:
		t.forceAll()
		t.loops |= loopAt(d - 1)
		t.forIter(s)
	case opcode.GET_YIELD_FROM_ITER:
		t.force(d - 1)
		t.put(instruction{action: action{op: opGetYieldFromIter}, a: t.slot(d - 1)})

	// Generators and coroutines.
	case opcode.RETURN_GENERATOR:
		t.forceAll()
		in := instruction{action: action{op: opReturnGenerator}, a: t.slot(d)}
		if t.fold && t.near == 0 && t.slots == len(t.code.LocalsPlusNames) && t.code.Code.Flags&code.CO_COROUTINE != 0 {
			in.flags = 1
		}
		t.put(in)
		t.stack = append(t.stack, operand{})
	case opcode.YIELD_VALUE:
		t.forceAll()
		in := instruction{action: action{op: opYield}, a: t.slot(d - 1), c: uint16(arg)}
		if t.near == 0 {
			in.b = uint16(t.code.Code.StackSize - (d - 1))
		}
		t.put(in)
	case opcode.SEND:
		t.forceAll()
		t.jump(instruction{action: action{op: opSend}, a: t.slot(d - 2)}, s.target)
	case opcode.END_SEND:
		t.force(d - 1)
		t.pop(2)
		t.put(instruction{action: action{op: opMove}, a: t.slot(d - 2), b: t.slot(d - 1)})
		t.result()
	case opcode.GET_AWAITABLE:
		t.force(d - 1)
		t.put(instruction{action: action{op: opGetAwaitable}, a: t.slot(d - 1), c: uint16(arg)})
	case opcode.GET_AITER:
		t.force(d - 1)
		t.put(instruction{action: action{op: opGetAIter}, a: t.slot(d - 1)})
	case opcode.GET_ANEXT:
		t.force(d - 1)
		t.put(instruction{action: action{op: opGetANext}, a: t.slot(d - 1)})
		t.stack = append(t.stack, operand{})
	case opcode.END_ASYNC_FOR:
		t.forceFrom(d - 2)
		t.put(instruction{action: action{op: opEndAsyncFor}, a: t.slot(d - 2)})
		t.pop(2)
	case opcode.CLEANUP_THROW:
		t.forceFrom(d - 3)
		t.put(instruction{action: action{op: opCleanupThrow}, a: t.slot(d - 3)})
		t.pop(1)

	// Exceptions.
	case opcode.PUSH_EXC_INFO:
		t.force(d - 1)
		t.put(instruction{action: action{op: opPushExcInfo}, a: t.slot(d - 1)})
		t.stack = append(t.stack, operand{})
	case opcode.POP_EXCEPT:
		t.put(instruction{action: action{op: opPopExcept}, a: t.top(0)})
		t.pop(1)
	case opcode.CHECK_EXC_MATCH:
		b, c := t.top(1), t.top(0)
		t.pop(1)
		t.put(instruction{action: action{op: opCheckExcMatch}, a: t.slot(d - 1), b: b, c: c})
		t.result()
	case opcode.CHECK_EG_MATCH:
		t.forceFrom(d - 2)
		t.put(instruction{action: action{op: opCheckEgMatch}, a: t.slot(d - 2)})
	case opcode.RERAISE:
		t.forceFrom(max(0, d-1-arg))
		t.put(instruction{action: action{op: opReraise}, a: t.slot(d - 1), c: uint16(arg)})
		t.pop(1)
	case opcode.RAISE_VARARGS:
		if arg > 2 {
			return invalidCode("bad RAISE_VARARGS argument")
		}
		t.forceFrom(d - arg)
		flags := uint8(0)
		if before := i - 1; arg == 1 && before >= 0 && !s.leader && (t.steps[before].op == opcode.CALL || t.steps[before].op == opcode.CALL_KW) {
			flags = 1
		}
		t.put(instruction{action: action{op: opRaise, flags: flags}, a: t.slot(d - arg), c: uint16(arg)})
		t.pop(arg)
	case opcode.WITH_EXCEPT_START:
		t.forceFrom(d - 5)
		t.put(instruction{action: action{op: opWithExceptStart}, a: t.slot(d)})
		t.stack = append(t.stack, operand{})

	// Patterns.
	case opcode.MATCH_CLASS:
		t.build(opMatchClass, 3, arg)
	case opcode.MATCH_KEYS:
		t.forceFrom(d - 2)
		t.put(instruction{action: action{op: opMatchKeys}, a: t.slot(d - 2)})
		t.stack = append(t.stack, operand{})
	case opcode.MATCH_MAPPING, opcode.MATCH_SEQUENCE:
		o := opMatchMapping
		if s.op == opcode.MATCH_SEQUENCE {
			o = opMatchSequence
		}
		t.force(d - 1)
		t.put(instruction{action: action{op: o}, a: t.slot(d - 1)})
		t.stack = append(t.stack, operand{})

	// Imports.
	case opcode.IMPORT_NAME:
		t.forceFrom(d - 2)
		t.pop(2)
		t.put(instruction{action: action{op: opImportName}, a: t.slot(d - 2), b: t.slot(d - 2), c: t.cache(arg)})
		t.result()
	case opcode.IMPORT_FROM:
		t.put(instruction{action: action{op: opImportFrom}, a: t.slot(d), b: t.top(0), c: t.cache(arg)})
		t.result()
	default:
		return invalidCode("no translation of " + s.op.String())
	}
	return nil
}

// copy pushes the value at position from once more.
func (t *translator) copy(i, from int) {
	d := t.depth()
	v := t.stack[from]
	switch {
	case !t.fold || v.kind == inNext || v.kind == isNull:
		t.force(from)
		t.put(instruction{action: action{op: opMove}, a: t.slot(d), b: t.slot(from)})
		t.stack = append(t.stack, operand{})
	case v.kind == inSlot:
		// (n := what has just been computed) computes it right there.
		if next := i + 1; from == d-1 && t.redirects() && next < len(t.steps) && !t.steps[next].leader && t.steps[next].op == opcode.STORE_FAST && t.isLocal(t.steps[next].arg) && !t.holdsLocal(t.steps[next].arg) {
			n := t.steps[next].arg
			t.redirect(t.local(n))
			t.stack[from] = operand{inLocal, n}
			t.skip = 1
			break
		}
		t.patch = -1
		t.push(operand{inBelow, from})
		if t.looksAhead(i, from) {
			t.force(d)
		}
	default:
		t.push(v)
	}
}

// looksAhead tells that the last instruction has made the value at position from, and may do what comes next as well without leaving the value
// in its register, as the slow paths do that call machine.temporary. Step i makes a copy of it.
func (t *translator) looksAhead(i, from int) bool {
	if len(t.out) == 0 || i+1 < len(t.steps) && t.steps[i+1].op == opcode.TO_BOOL {
		return false
	}
	last := t.out[len(t.out)-1]
	switch last.op {
	case opLoadAttr, opLoadDeref, opLoadGlobal, opLoadName, opGetItem, opGetItemI, opGetItemK:
		return false
	}
	return last.a == t.slot(from)
}

// swap exchanges the top of the stack with the value at position with.
func (t *translator) swap(i, with int) {
	top := t.depth() - 1
	if t.fold && t.storeSwapped(i, top+1-with) {
		return
	}
	a, b := &t.stack[top], &t.stack[with]
	named := func(v *operand) bool { return v.kind == inLocal || v.kind == isConst || v.kind == isInt }
	if with == top-1 && !t.window && (a.kind == inSlot || named(a)) && b.kind == inSlot && t.dropsNext(i) {
		// What stands above takes the place of what POP_TOP is going to drop.
		t.leaveFor(with)
		if a.kind == inSlot {
			t.put(instruction{action: action{op: opMove}, a: t.slot(with), b: t.slot(top)})
		}
		*a, *b = operand{}, *a
		return
	}
	switch {
	case t.fold && named(a) && named(b):
		*a, *b = *b, *a
		return
	case t.fold && a.kind == inSlot && named(b):
		if t.redirects() {
			t.redirect(t.slot(with))
		} else {
			t.put(instruction{action: action{op: opMove}, a: t.slot(with), b: t.slot(top)})
		}
		*a, *b = *b, *a
		return
	}
	for k := with + 1; k < top; k++ {
		if t.stack[k].kind == inBelow && t.stack[k].n == with {
			t.force(k)
		}
	}
	if t.fold && named(a) && b.kind == inSlot {
		t.put(instruction{action: action{op: opMove}, a: t.slot(top), b: t.slot(with)})
		*a, *b = *b, *a
		return
	}
	t.force(with)
	t.force(top)
	t.put(instruction{action: action{op: opSwap}, a: t.slot(with), b: t.slot(top)})
}

// storeSwapped does without the exchange, step i, of the top of the stack and the n-th value, which is there for the stores that come next.
func (t *translator) storeSwapped(i, n int) bool {
	d := t.depth()
	next := func(k int, o opcode.Op) bool {
		return i+k < len(t.steps) && !t.steps[i+k].leader && t.steps[i+k].op == o
	}
	switch {
	case n == 2 && next(1, opcode.STORE_ATTR) && t.check(&t.steps[i+1]) == nil: // x.name += y
		b, a := t.top(0), t.top(1)
		t.put(instruction{action: action{op: opStoreAttr}, a: a, b: b, c: t.cachePair(t.steps[i+1].arg)})
		t.pop(2)
		t.skip = 1
	case n == 3 && next(1, opcode.SWAP) && t.steps[i+1].arg == 2 && next(2, opcode.STORE_SUBSCR): // x[i] += y
		t.put(instruction{action: action{op: opSetItem}, a: t.top(2), b: t.top(1), c: t.top(0)})
		t.pop(3)
		t.skip = 2
	case n == 2 || n == 3: // a, b = x, y
		if v := t.stack[d-2]; n == 2 && v.kind == inLocal && t.steps[min(i+1, len(t.steps)-1)].op == opcode.STORE_FAST_STORE_FAST && v.n == t.steps[i+1].arg&15 {
			return false // a, b = b, y
		}
		return t.assign(i, n)
	default:
		return false
	}
	return true
}

// unpack takes the value at the top of the stack apart into n values. Two go right to the local variables that they are for.
func (t *translator) unpack(i, n int) {
	t.forceBelow(1)
	d := t.depth()
	in := instruction{action: action{op: opUnpackSequence}, a: t.slot(d - 1), c: uint16(n)}
	if t.stack[d-1].kind == inSlot {
		in.flags = 1
	}
	in.b = t.top(0)
	t.pop(1)
	if n == 2 {
		in.op, in.a, in.c = opUnpackPair, t.slot(d), t.slot(d-1)
		if to, loads, steps := t.stores(i, n); t.fold && steps > 0 {
			t.forceLocal(to[0])
			t.forceLocal(to[1])
			in.a, in.c = t.local(to[0]), t.local(to[1])
			t.put(in)
			if loads >= 0 {
				t.push(operand{inLocal, loads})
			}
			t.skip = steps
			return
		}
	}
	t.put(in)
	t.stack = append(t.stack, make([]operand, n)...)
}

// assign stores the n uppermost values in as many different local variables, the lowest one first, as the steps behind step i do.
func (t *translator) assign(i, n int) bool {
	to, loads, steps := t.stores(i, n)
	if steps == 0 {
		return false
	}
	for k := n - 1; k >= 0; k-- {
		t.storeFast(to[k])
	}
	if loads >= 0 {
		t.push(operand{inLocal, loads})
	}
	t.skip = steps
	return true
}

// stores finds the n different local variables in which the steps behind step i store the n uppermost values. There are so many such steps, none if
// they do something else; the last one may load a local variable, too.
func (t *translator) stores(i, n int) (to []int, loads, steps int) {
	loads = -1
	for ; len(to) < n; steps++ {
		if i+1+steps >= len(t.steps) {
			return nil, -1, 0
		}
		s := &t.steps[i+1+steps]
		if s.leader {
			return nil, -1, 0
		}
		switch s.op {
		case opcode.STORE_FAST:
			to = append(to, s.arg)
		case opcode.STORE_FAST_STORE_FAST:
			to = append(to, s.arg>>4, s.arg&15)
		case opcode.STORE_FAST_LOAD_FAST:
			to = append(to, s.arg>>4)
			if len(to) < n {
				return nil, -1, 0
			}
			loads = s.arg & 15
		default:
			return nil, -1, 0
		}
	}
	for k, n := range to {
		if !t.isLocal(n) || slices.Contains(to[:k], n) {
			return nil, -1, 0
		}
	}
	if len(to) > n || loads >= 0 && !t.isLocal(loads) {
		return nil, -1, 0
	}
	return to, loads, steps
}

// redirects tells that the value at the top of the stack is the result of the last instruction, which may put it elsewhere: redirect makes it.
func (t *translator) redirects() bool {
	d := t.depth()
	return t.fold && t.stack[d-1].kind == inSlot && t.patch >= 0 && t.patch == len(t.out)-1 && t.out[t.patch].a == t.slot(d-1)
}

func (t *translator) redirect(to uint16) {
	t.out[t.patch].a = to
	t.patch = -1
	t.claimed = true
}

// forceBelow puts those of the n uppermost values in registers that are copies of ones below: what makes ints or slices looks ahead for what takes them.
func (t *translator) forceBelow(n int) {
	for i := t.depth() - n; i < t.depth(); i++ {
		if t.stack[i].kind == inBelow {
			t.force(i)
		}
	}
}

// isLocal tells that there is a local variable n, with a register in reach.
func (t *translator) isLocal(n int) bool { return n < t.slots }

// holdsLocal tells that a value on the stack stands in local variable n.
func (t *translator) holdsLocal(n int) bool {
	return slices.Contains(t.stack, operand{inLocal, n})
}

// storeFast binds a local variable to the top of the stack.
func (t *translator) storeFast(n int) {
	d := t.depth()
	v := t.stack[d-1]
	for i := 0; i < d-1; i++ {
		if t.stack[i].kind == inLocal && t.stack[i].n == n {
			t.force(i)
		}
	}
	switch {
	case t.redirects():
		t.redirect(t.local(n))
	case v.kind == inLocal && v.n == n:
	default:
		t.load(t.local(n), v, d-1)
	}
	t.pop(1)
}

// unary puts an operation on the top of the stack.
func (t *translator) unary(o op) {
	t.forceBelow(1)
	b := t.top(0)
	t.pop(1)
	t.put(instruction{action: action{op: o}, a: t.slot(t.depth()), b: b})
	t.result()
}

// build puts an operation on the n uppermost values, which leaves one.
func (t *translator) build(o op, n, c int) {
	base := t.depth() - n
	t.forceFrom(base)
	t.pop(n)
	t.put(instruction{action: action{op: o}, a: t.slot(base), b: t.slot(base), c: uint16(c)})
	t.result()
}

// addTo puts an operation that adds the uppermost value to a container below it.
func (t *translator) addTo(o op, arg int) {
	to := t.depth() - 1 - arg
	t.force(to)
	t.put(instruction{action: action{op: o}, a: t.slot(to), b: t.top(0)})
	t.pop(1)
}

// immediate tells the form of a binary operation with a small int on the right.
var immediate = map[op]op{
	opAdd: opAddI, opSubtract: opSubtractI, opMultiply: opMultiplyI, opFloorDivide: opFloorDivideI,
	opRemainder: opRemainderI, opAnd: opAndI, opLShift: opLShiftI, opRShift: opRShiftI,
}

// withFloat and fromFloat tell the form of a binary operation with a float constant on the right and on the left.
var (
	withFloat = map[op]op{opAdd: opAddK, opSubtract: opSubtractK, opMultiply: opMultiplyK, opTrueDivide: opTrueDivideK}
	fromFloat = map[op]op{opAdd: opAddK, opSubtract: opSubtractFromK, opMultiply: opMultiplyK, opTrueDivide: opDivideK}
)

// binary puts a binary operation or subscription.
func (t *translator) binary(arg int) {
	d := t.depth()
	if arg != opcode.NB_SUBSCR {
		t.forceBelow(2)
	}
	left, right := t.stack[d-2], t.stack[d-1]
	in := instruction{a: t.slot(d - 2)}
	isFloat := func(v operand) bool {
		c, ok := t.constant(v)
		return ok && c.IsFloat() && t.constants+v.n < 1<<16
	}
	isText := func(v operand) bool {
		c, ok := t.constant(v)
		return ok && c.IsExact(py.KindStr) && t.constants+v.n < 1<<16
	}
	call := t.patch // if the last operand is the result of a call
	if call >= 0 && (right.kind != inSlot && left.kind != inSlot || t.out[call].op != opCallFunction) {
		call = -1
	}
	if arg == opcode.NB_SUBSCR {
		in.b = t.top(1)
		key, isKey := t.constant(right)
		switch {
		case right.kind == isInt:
			in.op, in.c = opGetItemI, uint16(int16(right.n))
		case isKey && key.IsExact(py.KindStr) && t.constants+right.n < 1<<16:
			in.op, in.c = opGetItemK, uint16(t.constants+right.n)
		default:
			in.op, in.c = opGetItem, t.top(0)
		}
		t.pop(2)
		t.put(in)
		t.result()
		return
	}
	o := opAdd + op(arg)
	if arg >= opcode.NB_INPLACE_ADD {
		o = opAdd + op(arg-opcode.NB_INPLACE_ADD)
		in.flags = 1
	}
	immediateOp, hasImmediate := immediate[o]
	withOp, hasWith := withFloat[o]
	fromOp := fromFloat[o]
	switch {
	case right.kind == isInt && hasImmediate:
		in.op, in.b, in.c = immediateOp, t.top(1), uint16(int16(right.n))
	case left.kind == isInt && (o == opAdd || o == opMultiply):
		in.op, in.b, in.c = immediateOp, t.top(0), uint16(int16(left.n))
		in.flags |= 2
	case hasWith && isFloat(right):
		in.op, in.b, in.c = withOp, t.top(1), uint16(t.constants+right.n)
	case hasWith && isFloat(left):
		in.op, in.b, in.c = fromOp, t.top(0), uint16(t.constants+left.n)
		in.flags |= 2
	case o == opAdd && isText(right):
		in.op, in.b, in.c = opAddText, t.top(1), uint16(t.constants+right.n)
	case o == opAdd && isText(left):
		in.op, in.b, in.c = opAddText, t.top(0), uint16(t.constants+left.n)
		in.flags |= 2
	default:
		in.op, in.b = o, t.top(1)
		in.c = t.top(0)
	}
	if (in.op == opAdd || in.op == opAddText) && call >= 0 && call == len(t.out)-1 {
		t.out[call].flags |= 2
	}
	t.pop(2)
	t.put(in)
	t.result()
}

// lends returns the opGetSlice that has put a value in a register which nothing has read since, and so nothing but the instruction to come does: its
// index, or -1.
func (t *translator) lends(register uint16) int {
	for k := len(t.out) - 1; t.fold && k >= t.block; k-- {
		switch in := &t.out[k]; {
		case in.a == register && in.op == opGetSlice:
			return k
		case in.a == register || in.b == register || in.c == register:
			return -1
		case in.op == opMove2 && in.a+registerSize == register:
			return -1
		case in.op != opMove && in.op != opMove2 && in.op != opConst && in.op != opInt && in.op != opAddI && in.op != opSubtractI && in.op != opAdd && in.op != opSubtract:
			return -1
		}
	}
	return -1
}

// tupleAlone is a flag of comparisons: nothing but the comparison sees the tuple on the left.
const tupleAlone = 4

// ownsTuple returns that flag for the comparison to come when opBuildTuple has made both tuples, the right one just now and the left one before its items,
// and lets the left one serve again: nothing else has read it.
func (t *translator) ownsTuple(left, right uint16) uint8 {
	k := len(t.out) - 1
	if !t.fold || k < t.block || t.out[k].op != opBuildTuple || t.out[k].a != right {
		return 0
	}
	for k--; k >= t.block; k-- {
		switch in := &t.out[k]; {
		case in.a == left && in.op == opBuildTuple && in.b >= left:
			in.flags |= 1
			return tupleAlone
		case in.a == left || in.b == left && in.op != opConst && in.op != opInt, in.op == opMove2 && (in.a+registerSize == left || in.c == left):
			return 0
		}
		switch t.out[k].op {
		case opMove, opMove2, opConst, opInt, opNull, opLoadAttr, opLoadGlobal, opLoadMethod, opGetItem, opGetItemI, opGetItemK, opNegative, opCall, opCallFunction:
		default:
			return 0
		}
	}
	return 0
}

// branch looks for a conditional jump behind step i, which a fused instruction can take in: jump if the result is
// sense. The caller then owns the jump.
func (t *translator) branch(i int) (sense bool, target int, ok bool) {
	if !t.fold || t.far || i+1 >= len(t.steps) {
		return false, 0, false
	}
	next := &t.steps[i+1]
	if next.leader || next.op != opcode.POP_JUMP_IF_TRUE && next.op != opcode.POP_JUMP_IF_FALSE {
		return false, 0, false
	}
	t.skip = 1
	return next.op == opcode.POP_JUMP_IF_TRUE, next.target, true
}

// fuse joins the test of the top of the stack with the conditional jump behind it.
func (t *translator) fuse(i int, o op, negate bool) bool {
	sense, target, ok := t.branch(i)
	if !ok {
		return false
	}
	sense = sense != negate
	in := instruction{action: action{op: o}, a: t.top(0)}
	if o == opJumpIf {
		if sense {
			in.flags = 1
		}
	} else if !sense {
		in.op = opJumpFalse
	}
	t.pop(1)
	t.forceAll()
	t.jump(in, target)
	return true
}

// fuseCompare joins a comparison with the conditional jump behind it.
func (t *translator) fuseCompare(i, compare int) bool {
	sense, target, ok := t.branch(i)
	if !ok {
		return false
	}
	d := t.depth()
	in := instruction{action: action{op: opJumpLT + op(compare)}, a: t.top(1)}
	right := t.stack[d-1]
	k, isConstant := t.constant(right)
	switch {
	case right.kind == isInt:
		in.op, in.b = opJumpLTI+op(compare), uint16(int16(right.n))
	case isConstant && (k.IsExact(py.KindStr) || k.IsFloat()) && t.constants+right.n < 1<<16:
		in.op, in.b = opJumpLTK+op(compare), uint16(t.constants+right.n)
	default:
		in.b = t.top(0)
	}
	if sense {
		in.flags = 1
	}
	if in.op <= opJumpGE {
		in.flags |= t.ownsTuple(in.a, in.b)
	}
	t.pop(2)
	t.forceAll()
	t.shortJump(in, target)
	return true
}

// backward puts the jump at the end of a loop. With folding a loop that begins with a test gets a copy of the test here,
// so that each round takes one jump.
func (t *translator) backward(s *step) {
	top := t.labels[s.target]
	head := instruction{}
	if top < len(t.out) {
		head = t.out[top]
	}
	if !t.fold || t.far {
		t.jump(instruction{action: action{op: opLoop}}, s.target)
		return
	}
	exit := -1 // step that the test jumps to when it leaves the loop
	for k := len(t.fixes) - 1; k >= 0; k-- {
		if t.fixes[k].at == top {
			exit = t.fixes[k].target
			break
		}
	}
	back := top + 1 - len(t.out)
	switch {
	case exit < 0:
		t.jump(instruction{action: action{op: opLoop}}, s.target)
		return
	case head.op >= opJumpLT && head.op <= opJumpGEK:
		head.flags ^= 1
		head.flags |= 2
		head.c = uint16(int16(back))
	case head.op == opJumpIf:
		head.flags ^= 1
		head.flags |= 2
		head.setWide(int32(back))
	case head.op == opForIter:
		head.op = opForIterBack
		head.c = uint16(int16(back))
	default:
		t.jump(instruction{action: action{op: opLoop}}, s.target)
		return
	}
	t.current = int(t.offsets[top])
	t.put(head)
	t.jump(instruction{action: action{op: opJump}}, exit)
}

// forIter puts the head of a for loop.
func (t *translator) forIter(s *step) {
	d := t.depth()
	in := instruction{action: action{op: opForIter}, a: t.slot(d), b: t.slot(d - 1)}
	if t.form == formTraced {
		t.tracedForIter(s, in)
		return
	}
	if !t.far {
		t.shortJump(in, s.target)
		t.result()
		return
	}
	// At the end of the iteration: two further, where a long jump stands.
	in.c = 2
	t.put(in)
	t.put(instruction{action: action{op: opJump}, b: 2})
	t.jump(instruction{action: action{op: opJump}}, s.target)
	t.stack = append(t.stack, operand{})
}

// closure puts the making of a function with a closure as one operation, where the tuple of the n cells, step i, is for one.
func (t *translator) closure(i, n int) bool {
	if !t.fold || i+3 >= len(t.steps) {
		return false
	}
	for k, o := range []opcode.Op{opcode.LOAD_CONST, opcode.MAKE_FUNCTION, opcode.SET_FUNCTION_ATTRIBUTE} {
		if s := &t.steps[i+1+k]; s.op != o || s.leader || o == opcode.SET_FUNCTION_ATTRIBUTE && s.arg != opcode.MAKE_FUNCTION_CLOSURE {
			return false
		}
	}
	base := t.depth() - n
	t.forceFrom(base)
	t.load(t.slot(base+n), operand{isConst, t.steps[i+1].arg}, base+n)
	t.pop(n)
	t.put(instruction{action: action{op: opMakeClosure}, a: t.slot(base), b: t.slot(base), c: uint16(n)})
	t.result()
	t.skip = 3
	return true
}

// classesOfExcept tests an exception against n classes that are the tuple of an except clause, without making it.
func (t *translator) classesOfExcept(i, n int) bool {
	if !t.fold || n == 0 || n > 255 || t.near > 0 || i+1 >= len(t.steps) || t.steps[i+1].leader || t.steps[i+1].op != opcode.CHECK_EXC_MATCH {
		return false
	}
	base := t.depth() - n
	t.forceFrom(base)
	b := t.register(base - 1)
	t.pop(n)
	t.put(instruction{action: action{op: opCheckExcMatch, flags: uint8(n)}, a: t.slot(base), b: b, c: t.slot(base)})
	t.result()
	t.skip = 1
	return true
}

// mergedAtOnce reports whether the empty dict of step i is for the keywords of a call f(**mapping), and gets nothing but those.
func (t *translator) mergedAtOnce(i int) bool {
	if !t.fold || i+3 >= len(t.steps) {
		return false
	}
	for _, s := range t.steps[i+1 : i+4] {
		if s.leader {
			return false
		}
	}
	switch t.steps[i+1].op {
	case opcode.LOAD_FAST, opcode.LOAD_FAST_BORROW, opcode.LOAD_FAST_CHECK, opcode.LOAD_DEREF, opcode.LOAD_GLOBAL, opcode.LOAD_NAME:
		return t.steps[i+2].op == opcode.DICT_MERGE && t.steps[i+2].arg == 1 && t.steps[i+3].op == opcode.CALL_FUNCTION_EX
	}
	return false
}

// spreadCall reports whether what step i finds as an attribute is called as f(*args): the call can take a method as its function and object.
func (t *translator) spreadCall(i int) bool {
	if !t.fold || t.near > 0 || i+1 >= len(t.steps) || t.steps[i+1].leader || t.steps[i+1].op != opcode.PUSH_NULL {
		return false
	}
	callable := t.steps[i+1].depth - 1
	for _, s := range t.steps[i+2:] {
		switch {
		case s.depth < 0:
		case s.depth <= callable:
			return false
		case s.op == opcode.CALL_FUNCTION_EX && s.depth-4 == callable:
			return true
		case s.op == opcode.CALL && s.depth-2-s.arg == callable || s.op == opcode.CALL_KW && s.depth-3-s.arg == callable:
			return false
		}
	}
	return false
}

// madeOfOne reports whether step i makes the empty list or set to which the step after the next, add, adds the items of something simple: [*a], or
// the constant of [1, 2, 3]. Then makeOfOne makes it with these items at once.
func (t *translator) madeOfOne(i int, add opcode.Op) bool {
	if !t.fold || i+2 >= len(t.steps) || t.steps[i+1].leader || t.steps[i+2].leader || t.steps[i+2].op != add || t.steps[i+2].arg != 1 {
		return false
	}
	switch t.steps[i+1].op {
	case opcode.LOAD_CONST, opcode.LOAD_FAST, opcode.LOAD_FAST_BORROW:
		return true
	}
	return false
}

// makeOfOne puts the operation that makes a list or set of the items of the uppermost value.
func (t *translator) makeOfOne(o op) {
	b := t.top(0)
	t.pop(2)
	t.put(instruction{action: action{op: o, flags: 1}, a: t.slot(t.depth()), b: b})
	t.result()
}

// forceBelowCall puts the values below those of a call whose result is awaited in their registers, so that nothing comes between the call and
// the await: see awaited.go.
func (t *translator) forceBelowCall(s *step) {
	n := 0
	switch s.op {
	case opcode.CALL:
		n = s.arg + 2
	case opcode.CALL_KW:
		n = s.arg + 3
	case opcode.CALL_FUNCTION_EX:
		n = 4
	default:
		return
	}
	for i := 0; i < t.depth()-n; i++ {
		t.force(i)
	}
}

// listForCall reports whether step i makes a tuple of the list of arguments of the call f(*a, b) that comes next: the call does with the list.
func (t *translator) listForCall(i int) bool {
	if !t.fold || t.steps[i].op != opcode.CALL_INTRINSIC_1 || t.steps[i].arg != opcode.INTRINSIC_LIST_TO_TUPLE || i+2 >= len(t.steps) {
		return false
	}
	next, call := &t.steps[i+1], &t.steps[i+2]
	return !next.leader && !call.leader && next.op == opcode.PUSH_NULL && call.op == opcode.CALL_FUNCTION_EX
}

// dropsException reports whether step i, POP_TOP, drops the exception that a handler has been chosen for.
func (t *translator) dropsException(i int) bool {
	if !t.fold || i == 0 || t.steps[i].leader {
		return false
	}
	i--
	if t.steps[i].op == opcode.NOT_TAKEN && i > 0 && !t.steps[i].leader {
		i--
	}
	switch s := &t.steps[i]; s.op {
	case opcode.PUSH_EXC_INFO:
		return true
	case opcode.POP_JUMP_IF_FALSE:
		return i > 0 && !s.leader && t.steps[i-1].op == opcode.CHECK_EXC_MATCH
	}
	return false
}

// dropsOlder reports whether step i, POP_TOP or POP_ITER, drops a value that the step before it hasn't made, as break does, and any() when it knows.
func (t *translator) dropsOlder(i int) bool {
	if !t.fold {
		return false
	}
	if t.steps[i].op == opcode.POP_ITER {
		return i > 0 && t.steps[i-1].op != opcode.END_FOR
	}
	for ; !t.steps[i].leader && i > 0; i-- {
		switch t.steps[i-1].op {
		case opcode.NOT_TAKEN, opcode.NOP:
		case opcode.STORE_FAST, opcode.STORE_FAST_STORE_FAST, opcode.STORE_NAME, opcode.STORE_GLOBAL, opcode.STORE_DEREF, opcode.STORE_ATTR, opcode.STORE_SUBSCR, opcode.STORE_SLICE,
			opcode.DELETE_FAST, opcode.DELETE_NAME, opcode.DELETE_GLOBAL, opcode.DELETE_DEREF, opcode.DELETE_ATTR, opcode.DELETE_SUBSCR, opcode.POP_TOP, opcode.POP_ITER:
			return true
		default:
			return false
		}
	}
	return true
}

// dropsNext reports whether the value that step i leaves on top is dropped by the next step.
func (t *translator) dropsNext(i int) bool {
	return t.fold && i+1 < len(t.steps) && t.steps[i+1].op == opcode.POP_TOP && !t.steps[i+1].leader
}

// leaveFor lets the iterator that may stand at stack position i serve the next loop, if a for loop has it alone.
func (t *translator) leaveFor(i int) {
	if t.stack[i].kind == inSlot && t.loops&loopAt(i) != 0 {
		t.put(instruction{action: action{op: opLeaveFor}, a: t.slot(i)})
	}
}

// loopAt is the bit of translator.loops for stack position i; positions from 63 on share one.
func loopAt(i int) uint64 { return 1 << min(i, 63) }

// partOfString tells that what FORMAT_SIMPLE, step i, leaves goes to a BUILD_STRING, straight on.
func (t *translator) partOfString(i int) bool {
	place := t.steps[i].depth - 1
	for i++; i < len(t.steps); i++ {
		s := &t.steps[i]
		switch {
		case s.leader || s.depth <= place || s.target >= 0 || s.op == opcode.COPY || s.op == opcode.SWAP:
			return false
		case s.op == opcode.BUILD_STRING && s.depth-s.arg <= place:
			return true
		}
	}
	return false
}

// ownsIterator is 1 if GET_ITER, step i, makes an iterator that only the for loop behind it uses.
func (t *translator) ownsIterator(i int) uint8 {
	if !t.fold || t.steps[i].op != opcode.GET_ITER {
		return 0
	}
	for i++; i < len(t.steps); i++ {
		switch s := &t.steps[i]; s.op {
		case opcode.FOR_ITER:
			return 1
		case opcode.LOAD_FAST_AND_CLEAR, opcode.SWAP, opcode.BUILD_LIST, opcode.BUILD_SET, opcode.BUILD_MAP: // a comprehension
			if s.leader {
				return 0
			}
		default:
			return 0
		}
	}
	return 0
}

// expressionIterates is 1 if GET_ITER, step i with d values on the stack, makes the iterator that a generator expression is called with.
func (t *translator) expressionIterates(i, d int) uint8 {
	if next := i + 1; !t.fold || d < 2 || next == len(t.steps) || t.steps[next].leader || t.steps[next].op != opcode.CALL || t.steps[next].arg != 0 {
		return 0
	}
	for i--; i > 0 && t.steps[i].depth >= d-1; i-- { // back to where the function below the iterable was made
		made, before := &t.steps[i], &t.steps[i-1]
		if made.op != opcode.MAKE_FUNCTION || before.op != opcode.LOAD_CONST {
			continue
		}
		if made.depth == d-1 || made.depth == d && t.steps[i+1].op == opcode.SET_FUNCTION_ATTRIBUTE {
			if c := py.AsCode(t.code.ConstValues[before.arg]); c != nil && c.Code.Name == "<genexpr>" {
				return 1
			}
			return 0
		}
	}
	return 0
}

// call puts step i, a call with n positional arguments.
func (t *translator) call(i, n int) {
	d := t.depth()
	base := d - n - 2
	callable, null := t.stack[base], t.stack[base+1]
	if !t.fold || null.kind != isNull {
		t.forceFrom(base)
		t.pop(n + 2)
		t.put(instruction{action: action{op: opCall}, a: t.slot(base), b: t.slot(base), c: uint16(n)})
		t.result()
		return
	}
	if callable.kind != inNext {
		t.load(t.slot(base+1), callable, base)
	}
	t.forceFrom(base + 2)
	t.pop(n + 2)
	iterates := uint8(0)
	if n > 0 && i+1 < len(t.steps) && !t.steps[i+1].leader {
		iterates = t.ownsIterator(i + 1)
	}
	t.put(instruction{action: action{op: opCallFunction, flags: iterates}, a: t.slot(base), b: t.slot(base + 1), c: uint16(n)})
	t.result()
}
