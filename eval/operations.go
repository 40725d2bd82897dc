// This file names the machine's operations and draws what each does, for listings.

package eval

import (
	"regexp"
	"strconv"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// An operation's picture is its reference in instruction.go in short. R[x] is a register, K[x] an entry of the side table, N[x] the name
// that a cache is for, #x a number, → x a jump, F the bit that flags&1 is.
var operations = [numOps]struct{ name, picture string }{
	opNop:                   {"Nop", "nothing"},
	opMove:                  {"Move", "R[A] = R[B]"},
	opMove2:                 {"Move2", "R[A] = R[B], R[A+1] = R[C]"},
	opStore2:                {"Store2", "R[A] = R[C], R[B] = R[C-1]"},
	opStoreLoad:             {"StoreLoad", "R[A] = R[C], R[C] = R[B]"},
	opConst:                 {"Const", "R[A] = K[BC]"},
	opInt:                   {"Int", "R[A] = #B"},
	opNull:                  {"Null", "R[A] = no value"},
	opCheck:                 {"Check", "raise unless R[A] has a value"},
	opClear:                 {"Clear", "R[A] = R[B], R[B] = no value"},
	opDelete:                {"Delete", "R[A] = no value"},
	opSwap:                  {"Swap", "R[A], R[B] = R[B], R[A]"},
	opJump:                  {"Jump", "→ BC"},
	opLoop:                  {"Loop", "poll, → BC"},
	opJumpTrue:              {"JumpTrue", "if R[A] is True → BC"},
	opJumpFalse:             {"JumpFalse", "if R[A] is False → BC"},
	opJumpNone:              {"JumpNone", "if R[A] is None → BC"},
	opJumpNotNone:           {"JumpNotNone", "if R[A] is not None → BC"},
	opJumpIf:                {"JumpIf", "if bool(R[A]) is F → BC"},
	opJumpLT:                {"JumpLT", "if (R[A] < R[B]) is F → C"},
	opJumpLE:                {"JumpLE", "if (R[A] <= R[B]) is F → C"},
	opJumpEQ:                {"JumpEQ", "if (R[A] == R[B]) is F → C"},
	opJumpNE:                {"JumpNE", "if (R[A] != R[B]) is F → C"},
	opJumpGT:                {"JumpGT", "if (R[A] > R[B]) is F → C"},
	opJumpGE:                {"JumpGE", "if (R[A] >= R[B]) is F → C"},
	opJumpLTI:               {"JumpLTI", "if (R[A] < #B) is F → C"},
	opJumpLEI:               {"JumpLEI", "if (R[A] <= #B) is F → C"},
	opJumpEQI:               {"JumpEQI", "if (R[A] == #B) is F → C"},
	opJumpNEI:               {"JumpNEI", "if (R[A] != #B) is F → C"},
	opJumpGTI:               {"JumpGTI", "if (R[A] > #B) is F → C"},
	opJumpGEI:               {"JumpGEI", "if (R[A] >= #B) is F → C"},
	opJumpLTK:               {"JumpLTK", "if (R[A] < K[B]) is F → C"},
	opJumpLEK:               {"JumpLEK", "if (R[A] <= K[B]) is F → C"},
	opJumpEQK:               {"JumpEQK", "if (R[A] == K[B]) is F → C"},
	opJumpNEK:               {"JumpNEK", "if (R[A] != K[B]) is F → C"},
	opJumpGTK:               {"JumpGTK", "if (R[A] > K[B]) is F → C"},
	opJumpGEK:               {"JumpGEK", "if (R[A] >= K[B]) is F → C"},
	opJumpIs:                {"JumpIs", "if (R[A] is R[B]) is F → C"},
	opJumpIn:                {"JumpIn", "if (R[A] in R[B]) is F → C"},
	opLT:                    {"LT", "R[A] = R[B] < R[C]"},
	opLE:                    {"LE", "R[A] = R[B] <= R[C]"},
	opEQ:                    {"EQ", "R[A] = R[B] == R[C]"},
	opNE:                    {"NE", "R[A] = R[B] != R[C]"},
	opGT:                    {"GT", "R[A] = R[B] > R[C]"},
	opGE:                    {"GE", "R[A] = R[B] >= R[C]"},
	opIs:                    {"Is", "R[A] = R[B] is R[C]"},
	opContains:              {"Contains", "R[A] = R[B] in R[C]"},
	opNot:                   {"Not", "R[A] = not R[B], a bool"},
	opToBool:                {"ToBool", "R[A] = bool(R[B])"},
	opNegative:              {"Negative", "R[A] = -R[B]"},
	opPositive:              {"Positive", "R[A] = +R[B]"},
	opInvert:                {"Invert", "R[A] = ~R[B]"},
	opAdd:                   {"Add", "R[A] = R[B] + R[C]"},
	opAnd:                   {"And", "R[A] = R[B] & R[C]"},
	opFloorDivide:           {"FloorDivide", "R[A] = R[B] // R[C]"},
	opLShift:                {"LShift", "R[A] = R[B] << R[C]"},
	opMatrixMultiply:        {"MatrixMultiply", "R[A] = R[B] @ R[C]"},
	opMultiply:              {"Multiply", "R[A] = R[B] * R[C]"},
	opRemainder:             {"Remainder", "R[A] = R[B] % R[C]"},
	opOr:                    {"Or", "R[A] = R[B] | R[C]"},
	opPower:                 {"Power", "R[A] = R[B] ** R[C]"},
	opRShift:                {"RShift", "R[A] = R[B] >> R[C]"},
	opSubtract:              {"Subtract", "R[A] = R[B] - R[C]"},
	opTrueDivide:            {"TrueDivide", "R[A] = R[B] / R[C]"},
	opXor:                   {"Xor", "R[A] = R[B] ^ R[C]"},
	opAddI:                  {"AddI", "R[A] = R[B] + #C"},
	opSubtractI:             {"SubtractI", "R[A] = R[B] - #C"},
	opMultiplyI:             {"MultiplyI", "R[A] = R[B] * #C"},
	opFloorDivideI:          {"FloorDivideI", "R[A] = R[B] // #C"},
	opRemainderI:            {"RemainderI", "R[A] = R[B] % #C"},
	opAndI:                  {"AndI", "R[A] = R[B] & #C"},
	opLShiftI:               {"LShiftI", "R[A] = R[B] << #C"},
	opRShiftI:               {"RShiftI", "R[A] = R[B] >> #C"},
	opAddK:                  {"AddK", "R[A] = R[B] + K[C]"},
	opSubtractK:             {"SubtractK", "R[A] = R[B] - K[C]"},
	opMultiplyK:             {"MultiplyK", "R[A] = R[B] * K[C]"},
	opTrueDivideK:           {"TrueDivideK", "R[A] = R[B] / K[C]"},
	opSubtractFromK:         {"SubtractFromK", "R[A] = K[C] - R[B]"},
	opDivideK:               {"DivideK", "R[A] = K[C] / R[B]"},
	opAddText:               {"AddText", "R[A] = R[B] + K[C]"},
	opGetItem:               {"GetItem", "R[A] = R[B][R[C]]"},
	opGetItemI:              {"GetItemI", "R[A] = R[B][#C]"},
	opGetItemK:              {"GetItemK", "R[A] = R[B][K[C]]"},
	opSetItem:               {"SetItem", "R[A][R[B]] = R[C]"},
	opDeleteItem:            {"DeleteItem", "del R[A][R[B]]"},
	opGetSlice:              {"GetSlice", "R[A] = R[B][R[C]:R[C+1]]"},
	opSetSlice:              {"SetSlice", "R[A+1][R[A+2]:R[A+3]] = R[A]"},
	opLoadAttr:              {"LoadAttr", "R[A] = R[B].N[C]"},
	opLoadAttrSlot:          {"LoadAttrSlot", "R[A] = R[B].N[C]"},
	opLoadAttrMore:          {"LoadAttrMore", "R[A] = R[B].N[C]"},
	opLoadAttrDict:          {"LoadAttrDict", "R[A] = R[B].name"},
	opLoadAttrValue:         {"LoadAttrValue", "R[A] = R[B].N[C]"},
	opLoadAttrModule:        {"LoadAttrModule", "R[A] = R[B].N[C]"},
	opLoadAttrFunction:      {"LoadAttrFunction", "R[A] = R[B].name"},
	opLoadMethod:            {"LoadMethod", "R[A], R[A+1] = method R[B].N[C]"},
	opLoadMethodShape:       {"LoadMethodShape", "R[A], R[A+1] = method R[B].N[C]"},
	opLoadMethodClass:       {"LoadMethodClass", "R[A], R[A+1] = class method R[B].N[C]"},
	opLoadMethodSlot:        {"LoadMethodSlot", "R[A], R[A+1] = R[B].name and no self"},
	opLoadAttrOwn:           {"LoadAttrOwn", "R[A] = R[B].name"},
	opStoreAttrOwn:          {"StoreAttrOwn", "R[A].name = R[B]"},
	opLoadAttrField:         {"LoadAttrField", "R[A] = R[B].N[C]"},
	opLoadMethodHidden:      {"LoadMethodHidden", "R[A], R[A+1] = method R[B].N[C]"},
	opLoadAttrProperty:      {"LoadAttrProperty", "R[A] = property R[B].N[C]"},
	opStoreAttrProperty:     {"StoreAttrProperty", "property R[A].N[C] = R[B]"},
	opLoadMethodValue:       {"LoadMethodValue", "R[A], R[A+1] = method R[B].N[C]"},
	opLoadMethodModule:      {"LoadMethodModule", "R[A], R[A+1] = method R[B].N[C]"},
	opLoadMethodType:        {"LoadMethodType", "R[A], R[A+1] = method R[B].N[C]"},
	opStoreAttr:             {"StoreAttr", "R[A].N[C] = R[B]"},
	opStoreAttrSlot:         {"StoreAttrSlot", "R[A].N[C] = R[B]"},
	opStoreAttrAdd:          {"StoreAttrAdd", "R[A].N[C] = R[B]"},
	opStoreAttrMore:         {"StoreAttrMore", "R[A].N[C] = R[B]"},
	opStoreAttrDict:         {"StoreAttrDict", "R[A].name = R[B]"},
	opStoreAttrFunction:     {"StoreAttrFunction", "R[A].name = R[B]"},
	opDeleteAttr:            {"DeleteAttr", "del R[A].N[C]"},
	opLoadSuperAttr:         {"LoadSuperAttr", "R[A] = super(R[B+1], R[B+2]).N[C]"},
	opLoadSpecial:           {"LoadSpecial", "R[A], R[A+1] = special method #C of R[A]"},
	opLoadGlobal:            {"LoadGlobal", "R[A] = global N[C]"},
	opLoadGlobalDict:        {"LoadGlobalDict", "R[A] = global N[C]"},
	opLoadGlobalBuiltin:     {"LoadGlobalBuiltin", "R[A] = global N[C]"},
	opStoreGlobal:           {"StoreGlobal", "global N[C] = R[A]"},
	opStoreGlobalDict:       {"StoreGlobalDict", "global N[C] = R[A]"},
	opDeleteGlobal:          {"DeleteGlobal", "del global N[C]"},
	opLoadName:              {"LoadName", "R[A] = name N[C]"},
	opLoadNameDict:          {"LoadNameDict", "R[A] = name N[C]"},
	opLoadNameBuiltin:       {"LoadNameBuiltin", "R[A] = name N[C]"},
	opStoreName:             {"StoreName", "name N[C] = R[A]"},
	opStoreNameDict:         {"StoreNameDict", "name N[C] = R[A]"},
	opDeleteName:            {"DeleteName", "del name N[C]"},
	opLoadBuildClass:        {"LoadBuildClass", "R[A] = __build_class__"},
	opLoadLocals:            {"LoadLocals", "R[A] = locals mapping"},
	opLoadFromDictOrGlobals: {"LoadFromDictOrGlobals", "R[A] = R[A][N[C]], else the global or builtin"},
	opLoadFromDictOrDeref:   {"LoadFromDictOrDeref", "R[A] = R[A][name], else the content of cell R[B]"},
	opLoadCommonConstant:    {"LoadCommonConstant", "R[A] = common constant #C"},
	opMakeCell:              {"MakeCell", "R[A] = cell of R[A]"},
	opCopyFreeVars:          {"CopyFreeVars", "#B registers from R[A] on = cells of the closure"},
	opLoadDeref:             {"LoadDeref", "R[A] = content of cell R[B]"},
	opStoreDeref:            {"StoreDeref", "content of cell R[A] = R[B]"},
	opDeleteDeref:           {"DeleteDeref", "empty cell R[A]"},
	opBuildList:             {"BuildList", "R[A] = list of #C from R[B] on"},
	opBuildTuple:            {"BuildTuple", "R[A] = tuple of #C from R[B] on"},
	opBuildSet:              {"BuildSet", "R[A] = set of #C from R[B] on"},
	opBuildMap:              {"BuildMap", "R[A] = dict of #C pairs from R[B] on"},
	opBuildString:           {"BuildString", "R[A] = str of #C from R[B] on, texts and ints"},
	opBuildSlice:            {"BuildSlice", "R[A] = slice of #C from R[B] on"},
	opBuildTemplate:         {"BuildTemplate", "R[A] = template of R[B], R[B+1]"},
	opBuildInterpolation:    {"BuildInterpolation", "R[A] = interpolation of R[B], R[B+1]"},
	opListAppend:            {"ListAppend", "R[A].append(R[B])"},
	opListExtend:            {"ListExtend", "R[A].extend(R[B])"},
	opSetAdd:                {"SetAdd", "R[A].add(R[B])"},
	opSetUpdate:             {"SetUpdate", "R[A].update(R[B])"},
	opDictUpdate:            {"DictUpdate", "R[A].update(R[B])"},
	opDictMerge:             {"DictMerge", "R[A].update(R[B]), keyword arguments of R[C]"},
	opUnpackSequence:        {"UnpackSequence", "#C registers from R[A] on = items of R[B]"},
	opUnpackPair:            {"UnpackPair", "R[A], R[C] = the items of R[B]"},
	opUnpackEx:              {"UnpackEx", "registers from R[A] on = items of R[B], one of them a list"},
	opFormatSimple:          {"FormatSimple", "R[A] = format(R[B])"},
	opFormatWithSpec:        {"FormatWithSpec", "R[A] = format(R[B], R[C])"},
	opConvertValue:          {"ConvertValue", "R[A] = conversion #C of R[B]"},
	opCall:                  {"Call", "R[A] = R[B](R[B+1], #C more)"},
	opCallFunction:          {"CallFunction", "R[A] = R[B](#C from R[B+1] on)"},
	opCallKw:                {"CallKw", "R[A] = R[B](R[B+1], more, the last by name)"},
	opCallEx:                {"CallEx", "R[A] = R[B](*R[B+2], **R[B+3])"},
	opBind:                  {"Bind", "bind the arguments"},
	opReturn:                {"Return", "leave the frame with R[A]"},
	opMakeFunction:          {"MakeFunction", "R[A] = function of code R[B]"},
	opMakeClosure:           {"MakeClosure", "R[A] = function of the code behind #C cells from R[B] on, with them"},
	opSetFunctionAttribute:  {"SetFunctionAttribute", "attribute #C of function R[A] = R[B]"},
	opCallIntrinsic1:        {"CallIntrinsic1", "R[A] = intrinsic #C of R[B]"},
	opCallIntrinsic2:        {"CallIntrinsic2", "R[A] = intrinsic #C of R[B], R[B+1]"},
	opReturnGenerator:       {"ReturnGenerator", "leave the frame with a generator; R[A] when resumed"},
	opYield:                 {"Yield", "suspend with R[A]; R[A] = what is sent"},
	opSend:                  {"Send", "send R[A+1] into R[A]; at the end → BC"},
	opEndSend:               {"EndSend", "R[A] = R[A+1]"},
	opGetAwaitable:          {"GetAwaitable", "R[A] = iterator of awaitable R[A]"},
	opGetAIter:              {"GetAIter", "R[A] = aiter(R[A])"},
	opGetANext:              {"GetANext", "R[A+1] = awaitable of anext(R[A])"},
	opEndAsyncFor:           {"EndAsyncFor", "end `async for`: iterator R[A], exception R[A+1]"},
	opCleanupThrow:          {"CleanupThrow", "R[A], R[A+1] = None, value of StopIteration R[A+2]"},
	opGetYieldFromIter:      {"GetYieldFromIter", "R[A] = what `yield from R[A]` iterates"},
	opGetIter:               {"GetIter", "R[A] = iter(R[B])"},
	opForIter:               {"ForIter", "R[A] = next(R[B]); at the end → C"},
	opForRange:              {"ForRange", "R[A] = next(R[B]); at the end → C"},
	opForList:               {"ForList", "R[A] = next(R[B]); at the end → C"},
	opForTuple:              {"ForTuple", "R[A] = next(R[B]); at the end → C"},
	opForGenerator:          {"ForGenerator", "R[A] = next(R[B]); at the end → C"},
	opForDict:               {"ForDict", "R[A] = next(R[B]); at the end → C"},
	opForEnumerate:          {"ForEnumerate", "R[A] = next(R[B]); at the end → C"},
	opForZip:                {"ForZip", "R[A] = next(R[B]); at the end → C"},
	opForStr:                {"ForStr", "R[A] = next(R[B]); at the end → C"},
	opForSet:                {"ForSet", "R[A] = next(R[B]); at the end → C"},
	opForBytes:              {"ForBytes", "R[A] = next(R[B]); at the end → C"},
	opForIterBack:           {"ForIterBack", "R[A] = next(R[B]) and → C"},
	opForRangeBack:          {"ForRangeBack", "R[A] = next(R[B]) and → C"},
	opForListBack:           {"ForListBack", "R[A] = next(R[B]) and → C"},
	opForTupleBack:          {"ForTupleBack", "R[A] = next(R[B]) and → C"},
	opForGeneratorBack:      {"ForGeneratorBack", "R[A] = next(R[B]) and → C"},
	opForDictBack:           {"ForDictBack", "R[A] = next(R[B]) and → C"},
	opForEnumerateBack:      {"ForEnumerateBack", "R[A] = next(R[B]) and → C"},
	opForZipBack:            {"ForZipBack", "R[A] = next(R[B]) and → C"},
	opForStrBack:            {"ForStrBack", "R[A] = next(R[B]) and → C"},
	opForSetBack:            {"ForSetBack", "R[A] = next(R[B]) and → C"},
	opForBytesBack:          {"ForBytesBack", "R[A] = next(R[B]) and → C"},
	opLeaveFor:              {"LeaveFor", "the loop over R[A] is left"},
	opPushExcInfo:           {"PushExcInfo", "R[A+1] = R[A], R[A] = exception handled so far, R[A+1] handled"},
	opPopExcept:             {"PopExcept", "exception handled = R[A]"},
	opForget:                {"Forget", "the exception handled isn't used"},
	opCheckExcMatch:         {"CheckExcMatch", "R[A] = R[B] is an instance of R[C]"},
	opCheckEgMatch:          {"CheckEgMatch", "R[A], R[A+1] = rest and match of group R[A] and type R[A+1]"},
	opReraise:               {"Reraise", "raise R[A] again"},
	opRaise:                 {"Raise", "raise #C values from R[A] on"},
	opWithExceptStart:       {"WithExceptStart", "R[A] = R[A-5](R[A-4], type, value, traceback of R[A-1])"},
	opMatchClass:            {"MatchClass", "R[A] = attributes of R[A] matched against class R[A+1], names R[A+2]"},
	opMatchKeys:             {"MatchKeys", "R[A+2] = values of the keys R[A+1] in R[A], or None"},
	opMatchMapping:          {"MatchMapping", "R[A+1] = R[A] is a mapping"},
	opMatchSequence:         {"MatchSequence", "R[A+1] = R[A] is a sequence"},
	opGetLen:                {"GetLen", "R[A+1] = len(R[A])"},
	opImportName:            {"ImportName", "R[A] = import N[C], level R[B], names R[B+1]"},
	opImportFrom:            {"ImportFrom", "R[A] = N[C] of module R[B]"},
	opSetupAnnotations:      {"SetupAnnotations", "make sure that the namespace has __annotations__"},
	opResume:                {"Resume", "poll"},
	opExitInitCheck:         {"ExitInitCheck", "raise unless R[A] is None"},
	opTrace:                 {"Trace", "event at point BC"},
	opLoadFar:               {"LoadFar", "R[A] = variable #BC"},
	opStoreFar:              {"StoreFar", "variable #BC = R[A]"},
	opCopyFar:               {"CopyFar", "the last #BC variables = cells of the closure"},
	opPackFar:               {"PackFar", "R[A] = container of the #BC uppermost values"},
	opUnpackFar:             {"UnpackFar", "the #BC uppermost values = items of R[A]"},
	opInvalid:               {"Invalid", "must not be reached"},
}

// A Listed is one instruction of the register code of a code object.
type Listed struct {
	Number int    `json:"number"`
	Offset int    `json:"offset"` // byte offset of the bytecode instruction that it belongs to
	Name   string `json:"name"`
	Text   string `json:"text"` // what it does, with the names of variables; s0, s1 … are the registers of the stack
	A      int    `json:"a"`
	B      int    `json:"b"`
	C      int    `json:"c"`
	Flags  int    `json:"flags"`
}

// Listing returns the register code that the machine runs for a code object, before any of it is quickened.
func Listing(th *py.Thread, c *py.Code) ([]Listed, error) {
	if _, err := c.Verify(); err != nil {
		return nil, invalidCode(err.Error())
	}
	x, err := translate(c, py.NewDict(), py.NewDict(), formFolded)
	if err != nil {
		return nil, err
	}
	out := make([]Listed, len(x.instructions))
	for i, in := range x.instructions {
		o := operations[in.op]
		out[i] = Listed{i, int(x.offsets[i]), o.name, x.text(th, i, o.picture), int(in.a), int(in.b), int(in.c), int(in.flags)}
	}
	return out, nil
}

// picturePattern finds the operands of a picture: a register, a number, a place in the code, an entry, a name, a flag.
var picturePattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`R\[([ABC])([-+]\d)?\]|#(BC|B|C)|→ (BC|C)|K\[(BC|B|C)\]|N\[C\]|\bis F\b`)
})

// text fills in the picture of instruction i.
func (x *execution) text(th *py.Thread, i int, picture string) string {
	in := x.instructions[i]
	number := func(operand string) int {
		switch operand {
		case "A":
			return int(in.a)
		case "B":
			return int(in.b)
		case "C":
			return int(in.c)
		}
		return int(in.wide())
	}
	signed := func(operand string) int {
		if operand == "BC" {
			return int(in.wide())
		}
		return int(int16(number(operand)))
	}
	return picturePattern().ReplaceAllStringFunc(picture, func(s string) string {
		m := picturePattern().FindStringSubmatch(s)
		switch {
		case m[1] != "":
			n := number(m[1]) / registerSize
			if m[2] != "" {
				d, _ := strconv.Atoi(m[2])
				n += d
			}
			if n < x.slots {
				return x.code.LocalStrs[n].String()
			}
			return "s" + strconv.Itoa(n-x.slots)
		case m[3] != "":
			return strconv.Itoa(signed(m[3]))
		case m[4] != "":
			return "→ " + strconv.Itoa(i+signed(m[4]))
		case m[5] != "":
			text, err := py.Repr(th, x.entries[number(m[5])].Value)
			if err != nil {
				return "?"
			}
			return text.String()
		case s == "N[C]" && in.c == farCache:
			return x.code.NameStrs[x.instructions[i-1].wide()].String()
		case s == "N[C]":
			return x.names[in.c].String()
		case in.flags&1 != 0:
			return "is True"
		}
		return "is False"
	})
}
