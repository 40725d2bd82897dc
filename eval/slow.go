// This file names the slow path of each operation: what the outer loop does when inner could not. Each is a method of
// one signature, which takes its operands from the frame and leaves its result there, or sets next.

package eval

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// slow does one instruction.
func (m *machine) slow(in instruction) error {
	switch in.op {
	case opNop, opMove, opMove2, opStore2, opStoreLoad, opConst, opInt, opNull, opClear, opSwap, opJump:
		return py.Raise(py.SystemError, "operation %d left the inner loop", in.op)
	case opCheck:
		return m.unboundLocal(in)
	case opDelete:
		return m.unboundLocal(in)
	case opLoop:
		return m.slowLoop(in)
	case opJumpTrue, opJumpFalse:
		return m.slowJumpBool(in)
	case opJumpNone, opJumpNotNone:
		return nil
	case opJumpIf:
		return m.slowJumpIf(in)
	case opJumpLT, opJumpLE, opJumpEQ, opJumpNE, opJumpGT, opJumpGE:
		return m.slowJumpCompare(in, py.CompareOp(in.op-opJumpLT), *m.reg(in.b))
	case opJumpLTI, opJumpLEI, opJumpEQI, opJumpNEI, opJumpGTI, opJumpGEI:
		return m.slowJumpCompare(in, py.CompareOp(in.op-opJumpLTI), py.Int(int64(int16(in.b))))
	case opJumpLTK, opJumpLEK, opJumpEQK, opJumpNEK, opJumpGTK, opJumpGEK:
		return m.slowJumpCompare(in, py.CompareOp(in.op-opJumpLTK), m.entry(in.b).Value)
	case opJumpIs:
		return nil
	case opJumpIn:
		return m.slowJumpIn(in)
	case opLT, opLE, opEQ, opNE, opGT, opGE:
		return m.slowCompare(in)
	case opIs:
		return nil
	case opContains:
		return m.slowContains(in)
	case opNot:
		return m.slowNot(in)
	case opToBool:
		return m.slowToBool(in)
	case opNegative:
		return m.slowUnary(in, py.Negative, m.shared.names.negative)
	case opPositive:
		return m.slowUnary(in, py.Positive, m.shared.names.positive)
	case opInvert:
		return m.slowUnary(in, py.Invert, m.shared.names.invert)
	case opAdd, opAnd, opFloorDivide, opLShift, opMatrixMultiply, opMultiply, opRemainder, opOr, opPower, opRShift,
		opSubtract, opTrueDivide, opXor:
		return m.slowBinary(in, py.BinaryOp(in.op-opAdd), *m.reg(in.b), *m.reg(in.c))
	case opAddI:
		return m.slowImmediate(in, py.OpAdd)
	case opSubtractI:
		return m.slowImmediate(in, py.OpSub)
	case opMultiplyI:
		return m.slowImmediate(in, py.OpMul)
	case opFloorDivideI:
		return m.slowImmediate(in, py.OpFloorDiv)
	case opRemainderI:
		return m.slowImmediate(in, py.OpMod)
	case opAndI:
		return m.slowImmediate(in, py.OpAnd)
	case opLShiftI:
		return m.slowImmediate(in, py.OpLShift)
	case opRShiftI:
		return m.slowImmediate(in, py.OpRShift)
	case opAddK, opAddText:
		return m.slowConstant(in, py.OpAdd)
	case opSubtractK, opSubtractFromK:
		return m.slowConstant(in, py.OpSub)
	case opMultiplyK:
		return m.slowConstant(in, py.OpMul)
	case opTrueDivideK, opDivideK:
		return m.slowConstant(in, py.OpTrueDiv)
	case opGetItem:
		return m.slowGetItem(in, *m.reg(in.c))
	case opGetItemI:
		return m.slowGetItem(in, py.Int(int64(int16(in.c))))
	case opGetItemK:
		return m.slowGetItem(in, m.entry(in.c).Value)
	case opSetItem:
		return m.slowSetItem(in)
	case opDeleteItem:
		return py.DelItem(m.th, *m.reg(in.a), *m.reg(in.b))
	case opGetSlice:
		return m.slowGetSlice(in)
	case opSetSlice:
		return m.slowSetSlice(in)
	case opLoadAttr, opLoadAttrSlot, opLoadAttrMore, opLoadAttrDict, opLoadAttrValue, opLoadAttrModule, opLoadAttrFunction, opLoadAttrOwn, opLoadAttrField, opLoadAttrProperty:
		return m.slowLoadAttr(in)
	case opLoadMethod, opLoadMethodShape, opLoadMethodType, opLoadMethodHidden, opLoadMethodClass, opLoadMethodSlot, opLoadMethodValue, opLoadMethodModule:
		return m.slowLoadMethod(in)
	case opStoreAttr, opStoreAttrSlot, opStoreAttrAdd, opStoreAttrMore, opStoreAttrDict, opStoreAttrOwn, opStoreAttrFunction, opStoreAttrProperty:
		return m.slowStoreAttr(in)
	case opDeleteAttr:
		return py.SetAttr(m.th, *m.reg(in.a), m.name(in.c), py.Unbound)
	case opLoadSuperAttr:
		return m.slowLoadSuperAttr(in)
	case opLoadSpecial:
		return m.slowLoadSpecial(in)
	case opLoadGlobal, opLoadGlobalDict, opLoadGlobalBuiltin:
		return m.slowLoadGlobal(in)
	case opStoreGlobal, opStoreGlobalDict:
		return m.slowStoreGlobal(in)
	case opDeleteGlobal:
		return m.slowDeleteGlobal(in)
	case opLoadName, opLoadNameDict, opLoadNameBuiltin:
		return m.slowLoadName(in)
	case opStoreName, opStoreNameDict:
		return m.slowStoreName(in)
	case opDeleteName:
		return m.slowDeleteName(in)
	case opLoadBuildClass:
		return m.slowLoadBuildClass(in)
	case opLoadLocals:
		return m.slowLoadLocals(in)
	case opLoadFromDictOrGlobals:
		return m.slowLoadFromDictOrGlobals(in)
	case opLoadFromDictOrDeref:
		return m.slowLoadFromDictOrDeref(in)
	case opLoadCommonConstant:
		return m.slowLoadCommonConstant(in)
	case opMakeCell:
		return m.slowMakeCell(in)
	case opCopyFreeVars:
		return m.slowCopyFreeVars(in)
	case opLoadDeref, opDeleteDeref:
		return m.slowDeref(in)
	case opStoreDeref:
		return m.slowStoreDeref(in)
	case opBuildList:
		return m.slowBuildList(in)
	case opBuildTuple:
		return m.slowBuildTuple(in)
	case opBuildSet:
		return m.slowBuildSet(in)
	case opBuildMap:
		return m.slowBuildMap(in)
	case opBuildString:
		return m.slowBuildString(in)
	case opBuildSlice:
		return m.slowBuildSlice(in)
	case opBuildTemplate:
		return m.slowBuildTemplate(in)
	case opBuildInterpolation:
		return m.slowBuildInterpolation(in)
	case opListAppend:
		return m.slowListAppend(in)
	case opListExtend:
		return m.slowListExtend(in)
	case opSetAdd:
		return m.slowSetAdd(in)
	case opSetUpdate:
		return m.slowSetUpdate(in)
	case opDictUpdate:
		return m.slowDictUpdate(in)
	case opDictMerge:
		return m.slowDictMerge(in)
	case opUnpackSequence:
		return m.slowUnpackSequence(in)
	case opUnpackPair:
		return m.slowUnpackPair(in)
	case opUnpackEx:
		return m.slowUnpackEx(in)
	case opFormatSimple:
		return m.slowFormat(in, nil)
	case opFormatWithSpec:
		return m.slowFormat(in, m.reg(in.c))
	case opConvertValue:
		return m.slowConvertValue(in)
	case opCall:
		return m.slowCall(in)
	case opCallFunction:
		return m.slowCallFunction(in)
	case opCallKw:
		return m.slowCallKw(in)
	case opCallEx:
		return m.slowCallEx(in)
	case opBind:
		return m.slowBind()
	case opReturn:
		return m.slowReturn(*m.reg(in.a))
	case opMakeFunction:
		return m.slowMakeFunction(in)
	case opMakeClosure:
		return m.slowMakeClosure(in)
	case opSetFunctionAttribute:
		return m.slowSetFunctionAttribute(in)
	case opCallIntrinsic1:
		return m.slowIntrinsic1(in)
	case opCallIntrinsic2:
		return m.slowIntrinsic2(in)
	case opReturnGenerator:
		return m.slowReturnGenerator(in)
	case opYield:
		return m.slowYield(in)
	case opSend:
		return m.slowSend(in)
	case opEndSend:
		*m.reg(in.a) = *m.reg(in.a + registerSize)
		return nil
	case opGetAwaitable:
		return m.slowGetAwaitable(in)
	case opGetAIter:
		return m.slowGetAIter(in)
	case opGetANext:
		return m.slowGetANext(in)
	case opEndAsyncFor:
		return m.slowEndAsyncFor(in)
	case opCleanupThrow:
		return m.slowCleanupThrow(in)
	case opGetYieldFromIter:
		return m.slowGetYieldFromIter(in)
	case opGetIter:
		return m.slowGetIter(in)
	case opForIter, opForRange, opForList, opForTuple, opForGenerator, opForDict, opForEnumerate, opForZip, opForStr, opForSet, opForBytes,
		opForIterBack, opForRangeBack, opForListBack, opForTupleBack, opForGeneratorBack, opForDictBack, opForEnumerateBack, opForZipBack, opForStrBack, opForSetBack, opForBytesBack:
		return m.slowForIter(in)
	case opPushExcInfo:
		return m.slowPushExcInfo(in)
	case opPopExcept:
		return m.slowPopExcept(in)
	case opForget:
		return nil
	case opLeaveFor:
		return m.slowLeaveFor(in)
	case opCheckExcMatch:
		return m.slowCheckExcMatch(in)
	case opCheckEgMatch:
		return m.slowCheckEgMatch(in)
	case opReraise:
		return m.slowReraise(in)
	case opRaise:
		return m.slowRaise(in)
	case opWithExceptStart:
		return m.slowWithExceptStart(in)
	case opMatchClass:
		return m.slowMatchClass(in)
	case opMatchKeys:
		return m.slowMatchKeys(in)
	case opMatchMapping:
		*m.reg(in.a + registerSize) = py.Bool(m.reg(in.a).Type().Has(py.TypeMapping))
		return nil
	case opMatchSequence:
		*m.reg(in.a + registerSize) = py.Bool(m.reg(in.a).Type().Has(py.TypeSequence))
		return nil
	case opGetLen:
		return m.slowGetLen(in)
	case opImportName:
		return m.slowImportName(in)
	case opImportFrom:
		return m.slowImportFrom(in)
	case opSetupAnnotations:
		return m.slowSetupAnnotations(in)
	case opResume:
		return m.poll()
	case opLoadFar:
		*m.reg(in.a) = *m.execution().variable(pointer(&m.regs), int(in.wide()))
		return nil
	case opStoreFar:
		*m.execution().variable(pointer(&m.regs), int(in.wide())) = *m.reg(in.a)
		return nil
	case opCopyFar:
		return m.slowCopyFar(in)
	case opPackFar:
		return m.slowPackFar(in)
	case opUnpackFar:
		return m.slowUnpackFar(in)
	case opTrace:
		return m.slowTrace(in)
	case opExitInitCheck:
		return initResult(*m.reg(in.a))
	}
	return py.Raise(py.SystemError, "unknown operation %d", in.op)
}

// put leaves a result in a register, unless there is an error.
func (m *machine) put(to uint16, v py.Value, err error) error {
	if err == nil {
		*m.reg(to) = v
	}
	return err
}

// jumpShort and jumpWide make the instruction under way jump.
func (m *machine) jumpShort(in instruction) {
	m.next = m.pc + uintptr(int(int16(in.c))*int(instructionSize))
}

func (m *machine) jumpWide(in instruction) {
	m.next = m.pc + uintptr(int(in.wide())*int(instructionSize))
}
