// This file defines the machine's instruction: its layout and the list of operations.

package eval

import "unsafe"

// An instruction is one step of the register code. A, B and C are byte offsets of registers within the frame's
// window (register number × 16), small immediates, indexes into the side table, or relative jumps in instructions,
// as the operation says. A jump that takes B and C together is their 32-bit number, C the high half.
//
// It has no more than four fields so that the compiler keeps a copy in registers.
type instruction struct {
	action
	a, b, c uint16
}

// An action is what an instruction does.
type action struct {
	op    op
	flags uint8
}

const (
	instructionSize = unsafe.Sizeof(instruction{})
	registerSize    = 16
)

// maxRegisters is how many registers an operand can name.
const maxRegisters = 1 << 16 / registerSize

// wide is the 32-bit operand in B and C.
func (in instruction) wide() int32 { return int32(uint32(in.b) | uint32(in.c)<<16) }

func (in *instruction) setWide(n int32) { in.b, in.c = uint16(n), uint16(uint32(n)>>16) }

// op is an operation of the machine. The comment of each is its reference: R[x] is a register, K[x] an entry of the
// side table, → a jump.
type op uint8

const (
	opNop                   op = iota // nothing
	opMove                            // R[A] = R[B]
	opMove2                           // R[A] = R[B], R[A+1] = R[C]
	opStore2                          // R[A] = R[C], R[B] = R[C-1]
	opStoreLoad                       // R[A] = R[C], R[C] = R[B]
	opConst                           // R[A] = K[BC]
	opInt                             // R[A] = B
	opNull                            // R[A] = no value
	opCheck                           // raises unless R[A] has a value; C: local
	opClear                           // R[A] = R[B], R[B] = no value
	opDelete                          // R[A] = no value; raises if it has none
	opSwap                            // R[A], R[B] = R[B], R[A]
	opJump                            // → BC
	opLoop                            // poll, → BC
	opJumpTrue                        // if R[A] is True → BC
	opJumpFalse                       // if R[A] is False → BC
	opJumpNone                        // if R[A] is None → BC
	opJumpNotNone                     // if R[A] is not None → BC
	opJumpIf                          // if bool(R[A]) == flags&1 → BC; flags&2: poll
	opJumpLT                          // if (R[A] < R[B]) == flags&1 → C; flags&2: poll
	opJumpLE                          //
	opJumpEQ                          //
	opJumpNE                          //
	opJumpGT                          //
	opJumpGE                          //
	opJumpLTI                         // if (R[A] < B) == flags&1 → C; flags&2: poll
	opJumpLEI                         //
	opJumpEQI                         //
	opJumpNEI                         //
	opJumpGTI                         //
	opJumpGEI                         //
	opJumpLTK                         // if (R[A] < K[B]) == flags&1 → C, a str or float; flags&2: poll
	opJumpLEK                         //
	opJumpEQK                         //
	opJumpNEK                         //
	opJumpGTK                         //
	opJumpGEK                         //
	opJumpIs                          // if (R[A] is R[B]) == flags&1 → C
	opJumpIn                          // if (R[A] in R[B]) == flags&1 → C
	opLT                              // R[A] = R[B] < R[C]; flags&1: bool() of the result
	opLE                              //
	opEQ                              //
	opNE                              //
	opGT                              //
	opGE                              //
	opIs                              // R[A] = R[B] is R[C]; flags&1: is not
	opContains                        // R[A] = R[B] in R[C]; flags&1: not in
	opNot                             // R[A] = not R[B], a bool
	opToBool                          // R[A] = bool(R[B])
	opNegative                        // R[A] = -R[B]
	opPositive                        // R[A] = +R[B]
	opInvert                          // R[A] = ~R[B]
	opAdd                             // R[A] = R[B] + R[C]; flags&1: in place. In the order of BINARY_OP's argument
	opAnd                             //
	opFloorDivide                     //
	opLShift                          //
	opMatrixMultiply                  //
	opMultiply                        //
	opRemainder                       //
	opOr                              //
	opPower                           //
	opRShift                          //
	opSubtract                        //
	opTrueDivide                      //
	opXor                             //
	opAddI                            // R[A] = R[B] + C; flags&1: in place, flags&2: C is the left operand
	opSubtractI                       // R[A] = R[B] - C
	opMultiplyI                       // R[A] = R[B] * C; flags&2: C is the left operand
	opFloorDivideI                    // R[A] = R[B] // C
	opRemainderI                      // R[A] = R[B] % C
	opAndI                            // R[A] = R[B] & C
	opLShiftI                         // R[A] = R[B] << C
	opRShiftI                         // R[A] = R[B] >> C
	opAddK                            // R[A] = R[B] + K[C]; flags as opAddI
	opSubtractK                       // R[A] = R[B] - K[C]
	opMultiplyK                       // R[A] = R[B] * K[C]
	opTrueDivideK                     // R[A] = R[B] / K[C]
	opSubtractFromK                   // R[A] = K[C] - R[B]
	opDivideK                         // R[A] = K[C] / R[B]
	opAddText                         // R[A] = R[B] + K[C], a str; flags as opAddI
	opGetItem                         // R[A] = R[B][R[C]]
	opGetItemI                        // R[A] = R[B][C]
	opGetItemK                        // R[A] = R[B][K[C]]
	opSetItem                         // R[A][R[B]] = R[C]
	opDeleteItem                      // del R[A][R[B]]
	opGetSlice                        // R[A] = R[B][R[C]:R[C+1]]; flags&1: with the step R[C+2]; flags&2: for an opSetSlice only
	opSetSlice                        // R[A+1][R[A+2]:R[A+3]] = R[A]; flags&1: R[A] is from an opGetSlice with flags&2
	opLoadAttr                        // R[A] = R[B].name; C: cache, whose name see execution.names
	opLoadAttrSlot                    // quickened: an inline slot of an instance of the cached shape
	opLoadAttrMore                    // quickened: a slot that is not inline, of an instance of the cached shape
	opLoadAttrDict                    // quickened: an entry of an instance's dict, by the class's version, the entry and the name
	opLoadAttrValue                   // quickened: the cached value, for the cached shape or version
	opLoadAttrModule                  // quickened: an entry of a module's dict
	opLoadAttrFunction                // quickened: an attribute of a function, by its entry and name
	opLoadAttrOwn                     // quickened: an entry of the dict that objects of a built-in type have, or of a subclass, likewise
	opLoadAttrField                   // quickened: an item of a named tuple of the cached class
	opLoadAttrProperty                // quickened: a property of instances of the cached shape, whose function runs
	opLoadMethod                      // R[A], R[A+1] = R[B].name and self, or the value and no value; C: cache
	opLoadMethodShape                 // quickened: the cached function, for the cached shape or version
	opLoadMethodClass                 // quickened: the cached function of a class method, for the cached shape, and the class
	opLoadMethodSlot                  // quickened: an inline slot of an instance of the cached shape, and no self
	opLoadMethodValue                 // quickened: the cached value and no self, for the cached shape or version
	opLoadMethodModule                // quickened: an entry of a module's dict and no self
	opLoadMethodType                  // quickened: the cached function, for the cached version of the class
	opLoadMethodHidden                // quickened: likewise, if the object's own dict has the cached keys or there is none
	opStoreAttr                       // R[A].name = R[B]; C: cache
	opStoreAttrSlot                   // quickened: an inline slot
	opStoreAttrAdd                    // quickened: one more inline slot
	opStoreAttrMore                   // quickened: a slot that is not inline
	opStoreAttrDict                   // quickened: an entry of an instance's dict that exists
	opStoreAttrOwn                    // quickened: likewise, of an object of a built-in type or of a subclass
	opStoreAttrFunction               // quickened: likewise, of a function
	opStoreAttrProperty               // quickened: a property, whose function runs
	opDeleteAttr                      // del R[A].name; C: name
	opLoadSuperAttr                   // R[A](, R[A+1]) = super(R[B+1], R[B+2]).name with super = R[B]; C: name, flags: bits of the argument
	opLoadSpecial                     // R[A], R[A+1] = special method C of R[A] and self; B: cache, 0: none
	opLoadGlobal                      // R[A] = global or builtin; C: cache; flags&1: R[A+1] = no value
	opLoadGlobalDict                  // quickened: a global
	opLoadGlobalBuiltin               // quickened: a builtin
	opStoreGlobal                     // global name C = R[A]
	opStoreGlobalDict                 // quickened: an entry of the globals that exists
	opDeleteGlobal                    // del of global name C
	opLoadName                        // R[A] = name C
	opLoadNameDict                    // quickened: a global, where the globals are the locals
	opLoadNameBuiltin                 // quickened: a builtin, likewise
	opStoreName                       // name C = R[A]
	opStoreNameDict                   // quickened: an entry that exists, likewise
	opDeleteName                      // del name C
	opLoadBuildClass                  // R[A] = __build_class__
	opLoadLocals                      // R[A] = locals mapping
	opLoadFromDictOrGlobals           // R[A] = R[A][name C], else the global or builtin
	opLoadFromDictOrDeref             // R[A] = R[A][name], else the content of cell R[B]
	opLoadCommonConstant              // R[A] = common constant C
	opMakeCell                        // R[A] = cell of R[A]; B: group, see cells.go
	opCopyFreeVars                    // copies B cells of the closure to R[A]…
	opLoadDeref                       // R[A] = content of cell R[B]
	opStoreDeref                      // content of cell R[A] = R[B]
	opDeleteDeref                     // empties cell R[A]
	opBuildList                       // R[A] = [R[B], … C of them]
	opBuildTuple                      //
	opBuildSet                        //
	opBuildMap                        // C pairs
	opBuildString                     //
	opBuildSlice                      // C: 2 or 3
	opBuildTemplate                   // R[A] = template of R[B], R[B+1]
	opBuildInterpolation              // R[A] = interpolation of R[B]…; C: the argument
	opListAppend                      // R[A].append(R[B])
	opListExtend                      // R[A].extend(R[B]); flags&1: R[A] = a new list of the items
	opSetAdd                          //
	opSetUpdate                       // likewise
	opDictUpdate                      // R[A].update(R[B])
	opDictMerge                       // the same for keyword arguments of callable R[C]
	opUnpackSequence                  // R[A+C-1] … R[A] = the C items of R[B]; flags&1: R[B] is needed for nothing else
	opUnpackPair                      // R[A], R[C] = the two items of R[B]; flags likewise
	opUnpackEx                        // the same with a list of the rest; C: the argument
	opFormatSimple                    // R[A] = format(R[B]); flags&1: an int may stay one, opBuildString writes it
	opFormatWithSpec                  // R[A] = format(R[B], R[C])
	opConvertValue                    // R[A] = conversion C of R[B]
	opCall                            // R[A] = R[B](R[B+1] unless no value, R[B+2], … C of them)
	opCallFunction                    // R[A] = R[B](R[B+1], … C of them); flags&1: of a range, its iterator at once, and on behind the opGetIter; flags&2: for the opAdd or opAddText that comes next
	opCallKw                          // opCall of flags arguments (0: of C) with the names of the last ones in the register behind; C: cache
	opCallEx                          // R[A] = R[B](R[B+1] unless no value, *R[B+2], **R[B+3]); flags&1: R[B+2] can be a list that nothing else has
	opBind                            // gives the parameters of the frame, A positional and B keyword-only ones, what the call left to do; flags: see bind_over.go
	opReturn                          // leaves the frame with R[A]
	opMakeFunction                    // R[A] = function of code R[B]
	opMakeClosure                     // R[A] = function of code R[B+C], with the C cells from R[B] on
	opSetFunctionAttribute            // attribute C of function R[A] = R[B]
	opCallIntrinsic1                  // R[A] = intrinsic C of R[B]
	opCallIntrinsic2                  // R[A] = intrinsic C of R[B], R[B+1]
	opReturnGenerator                 // leaves the frame with a generator; R[A] when resumed; flags&1: a coroutine that needs none where it is awaited at once
	opYield                           // suspends with R[A]; R[A] = what is sent; B: how many registers from A on hold nothing meanwhile; C: the argument
	opSend                            // sends R[A+1] into R[A]: R[A+1] = result; when it ends → BC
	opEndSend                         // R[A] = R[A+1]
	opGetAwaitable                    // R[A] = iterator of awaitable R[A]; C: the argument
	opGetAIter                        // R[A] = aiter(R[A])
	opGetANext                        // R[A+1] = awaitable of anext(R[A])
	opEndAsyncFor                     // ends `async for`: R[A] iterator, R[A+1] exception
	opCleanupThrow                    // R[A], R[A+1] = None, value of StopIteration R[A+2]
	opGetYieldFromIter                // R[A] = what `yield from R[A]` iterates
	opGetIter                         // R[A] = iter(R[B]); flags&1: only the opForIter that comes next uses it, or that of the generator expression that is called with it
	opForIter                         // R[A] = next(R[B]); at the end → C
	opForRange                        // quickened: over a range
	opForList                         // over a list
	opForTuple                        // over a tuple
	opForGenerator                    // over a generator
	opForDict                         // over keys, values or items of a dict; items are unpacked at once where that comes next
	opForEnumerate                    // over enumerate() of a list, tuple, str of ASCII characters or bytes, into the registers of the unpacking that comes next
	opForZip                          // over zip() of two lists, likewise
	opForStr                          // over a str of ASCII characters
	opForSet                          // over a set
	opForBytes                        // over bytes or a bytearray
	opForIterBack                     // R[A] = next(R[B]) and → C; at the end goes on; polls. In the order of opForIter
	opForRangeBack                    //
	opForListBack                     //
	opForTupleBack                    //
	opForGeneratorBack                //
	opForDictBack                     //
	opForEnumerateBack                //
	opForZipBack                      //
	opForStrBack                      //
	opForSetBack                      //
	opForBytesBack                    //
	opLeaveFor                        // the for loop over R[A] is left before its end
	opPushExcInfo                     // R[A+1] = R[A], R[A] = exception handled so far, R[A+1] handled
	opPopExcept                       // exception handled = R[A]
	opForget                          // the handler that has just begun doesn't use its exception
	opCheckExcMatch                   // R[A] = R[B] is an instance of R[C]; flags: of one of so many, from R[C] on
	opCheckEgMatch                    // R[A], R[A+1] = rest and match of group R[A] and type R[A+1]
	opReraise                         // raises R[A] again; C: the argument
	opRaise                           // raise, C: how many of R[A], R[A+1]; flags&1: what is raised comes right from a call
	opWithExceptStart                 // R[A] = R[A-5](R[A-4], type, value, traceback of R[A-1])
	opMatchClass                      // R[A] = attributes of R[A] matched against class R[A+1], names R[A+2]; C: positional ones
	opMatchKeys                       // R[A+2] = values of the keys R[A+1] in R[A], or None
	opMatchMapping                    // R[A+1] = R[A] is a mapping
	opMatchSequence                   // R[A+1] = R[A] is a sequence
	opGetLen                          // R[A+1] = len(R[A])
	opImportName                      // R[A] = import of name C; level R[B], names R[B+1]
	opImportFrom                      // R[A] = name C of module R[B]
	opSetupAnnotations                // makes sure that the namespace has __annotations__
	opResume                          // start of the frame, or where it goes on; polls
	opExitInitCheck                   // raises unless R[A] is None
	opTrace                           // reports what happens at point BC, see monitor.go; A: the register that it is about
	opLoadFar                         // R[A] = local variable BC, which has no register in reach; see far.go
	opStoreFar                        // local variable BC = R[A]
	opCopyFar                         // copies BC cells of the closure to the last local variables
	opPackFar                         // R[A] = container of the BC uppermost values (pairs); flags: its kind; see deep.go
	opUnpackFar                       // the value at the top of the stack, R[A], gives way to its items; BC: the argument, flags&1: of UNPACK_EX
	opInvalid                         // must not be reached
	numOps
)
