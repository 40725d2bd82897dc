// Package eval is the virtual machine. It runs the code objects that package compiler makes, on the objects of package
// runtime, whose interface Evaluator it implements.
//
// # What runs
//
// A code object holds CPython's stack bytecode. It is not run as such: translate makes register code of it. The window of
// a frame is CPython's localsplus and value stack, one after the other, and as the depth of the stack is known at each
// instruction, every stack slot has a register number. Loads of variables and constants become operands, a comparison
// and the branch behind it become one instruction, a loop's test is copied to its end. Without folding (NewStepwise) each
// instruction of the bytecode becomes one of the machine: the two must always agree.
//
// # The loop
//
// inner does what needs no Go call: arithmetic of small ints and floats, moves, jumps, cached attributes and globals,
// items of lists, tuples and dicts, calls of Python functions and returns, steps of generators. At anything else it
// returns to the outer loop (run), which calls the slow path of the instruction and enters inner again. Slow paths are
// methods of one signature: operands come from the frame, the result goes to the frame, next tells where to go on. So
// the machine can be entered at any instruction of any frame. Code that is hot runs as native code, in which the operations of inner follow each other
// without a loop: see native.go.
//
// # Frames
//
// Registers lie in chunks that never move. The window of a function that is called lies over the caller's outgoing
// arguments. A record of plain numbers keeps the caller's place. Python calling Python never recurses in Go; Go code that
// calls Python runs a loop of its own, counted by Thread.Enter. A generator's window is its own; the loop switches to it
// and back. Frame objects and tracebacks are made when someone looks.
//
// # Caches
//
// An instruction that looks up an attribute or a global has an entry in the code's side table, see runtime.InlineCache:
// what it found for the object's shape, or for the version of a class or dict. Filling a cache may turn the
// instruction into a quickened form, which goes back to the general one by itself when it misses too often.
//
// Order of reading: instruction.go, translate.go, emit.go, emit_steps.go, machine.go, outer.go, inner_gen.go, then the slow paths.
package eval
