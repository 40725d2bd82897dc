// This file defines Exception, which is both the Python exception object and the Go error, and how Go code raises.

package runtime

import (
	"fmt"
	"unsafe"
)

// Exception is an instance of BaseException or a subclass, and a Go error at once.
type Exception struct {
	Header
	args            *Tuple     // nil: not made yet, see Args
	only            Value      // the only argument, until then
	Cause           *Exception // __cause__
	Context         *Exception // __context__
	Traceback       *Traceback // __traceback__
	SuppressContext bool
	pending         pendingKind // what only is as long as it has not been made
	hasOnly         bool
	contextSet      bool // the machine has set __context__ for the current raise
	fieldCount      uint8
	fields          *Value // see Fields
	Dict            *Dict  // __dict__, nil until needed; __notes__ lives there
}

// pendingKind is how an exception's only argument, a str, is made when somebody asks for it.
type pendingKind uint8

const (
	pendingNothing pendingKind = iota // it is made
	pendingText                       // from its text
	pendingInt                        // from what int() in base 10 doesn't take, a str or bytes object
	pendingFloat                      // from what float() doesn't take
)

// pendingMessage returns the text of an only argument that has not been made.
func (e *Exception) pendingMessage() string {
	switch e.pending {
	case pendingInt:
		return badIntLiteral(literalRepr(e.only), 10)
	case pendingFloat:
		return badFloatLiteral(literalRepr(e.only))
	}
	return keptText(e.only)
}

// Error implements error: "TypeError: message".
func (e *Exception) Error() string {
	name := e.Type.Name
	if msg := e.Message(); msg != "" {
		return name + ": " + msg
	}
	return name
}

// Most exceptions have one argument and are handled without anyone looking at it: the tuple is made when that happens.

// Args returns the arguments.
func (e *Exception) Args() *Tuple {
	if e.args == nil {
		e.args = emptyTuple
		if e.hasOnly {
			e.args = TupleOf(e.argument(0))
			e.only, e.hasOnly, e.pending = Value{}, false, pendingNothing
		}
	}
	return e.args
}

// SetArgs sets the arguments.
func (e *Exception) SetArgs(args *Tuple) {
	e.args, e.only, e.hasOnly, e.pending = args, Value{}, false, pendingNothing
}

// Fields returns the type's own attributes, as its setup function orders them (StopIteration.value, …).
func (e *Exception) Fields() []Value { return unsafe.Slice(e.fields, int(e.fieldCount)) }

func (e *Exception) setFields(f []Value) { e.fields, e.fieldCount = unsafe.SliceData(f), uint8(len(f)) }

// setArguments is SetArgs for a copy of args.
func (e *Exception) setArguments(args []Value) {
	if len(args) == 1 {
		e.args, e.only, e.hasOnly, e.pending = nil, args[0], true, pendingNothing
		return
	}
	e.SetArgs(NewTuple(args))
}

// argumentCount returns how many arguments there are.
func (e *Exception) argumentCount() int {
	if e.hasOnly {
		return 1
	}
	return e.Args().n
}

// argument returns argument i.
func (e *Exception) argument(i int) Value {
	if !e.hasOnly {
		return e.args.At(i)
	}
	if e.pending != pendingNothing {
		e.only, e.pending = Text(e.pendingMessage()), pendingNothing
	}
	return e.only
}

// Message returns the text of the arguments as far as it is known without running Python code.
func (e *Exception) Message() string {
	if e.pending != pendingNothing {
		return e.pendingMessage()
	}
	if e.argumentCount() == 0 {
		return ""
	}
	if s := AsStr(e.argument(0)); s != nil {
		return s.String()
	}
	return ""
}

// AsException returns v as an exception object, or nil.
func AsException(v Value) *Exception {
	if v.Kind() == KindException {
		return (*Exception)(v.P)
	}
	return nil
}

// NewException makes an exception of a built-in class with the given args. It runs no Python code.
func NewException(t *Type, args ...Value) *Exception {
	e := allocateException(t)
	e.setArguments(args)
	initExceptionFields(e)
	return e
}

// fieldedException is an exception with room for its fields in the same block.
type fieldedException struct {
	Exception
	room [2]Value
}

// allocateException makes an exception of a built-in class, without arguments.
func allocateException(t *Type) *Exception {
	if n := len(t.ExceptionFields); n > 0 && n <= 2 && t.Flags&TypeHeap == 0 {
		x := &fieldedException{}
		x.Type, x.Kind = t, KindException
		x.setFields(x.room[:n])
		return &x.Exception
	}
	return newObject[Exception](t, KindException)
}

// Raise makes an exception whose only argument is the formatted message. The result is an error to return.
func Raise(t *Type, format string, args ...any) error {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return newTextException(t, format)
}

// newTextException makes an exception whose only argument is a text.
func newTextException(t *Type, text string) *Exception {
	e := allocateException(t)
	e.only, e.hasOnly, e.pending = keepText(text), true, pendingText
	initExceptionFields(e)
	return e
}

// raiseLater makes a ValueError whose message is made of v, a str or bytes object, when somebody asks for it: programs try int() and float() to see
// what a text is.
func raiseLater(v Value, kind pendingKind) error {
	e := allocateException(ValueError)
	e.only, e.hasOnly, e.pending = v, true, kind
	initExceptionFields(e)
	return e
}

// RaiseValue makes an exception with the given arguments.
func RaiseValue(t *Type, args ...Value) error { return NewException(t, args...) }

// ErrorAs returns err as a Python exception. Any other Go error is a bug of gopy and becomes SystemError.
func ErrorAs(err error) *Exception {
	if e, ok := err.(*Exception); ok {
		return e
	}
	return NewException(SystemError, Text(err.Error()))
}

// Matches reports whether err is a Python exception of class t.
func Matches(err error, t *Type) bool {
	e, ok := err.(*Exception)
	return ok && e.Type.IsSubtype(t)
}

// The built-in exception classes.
var (
	BaseException             = &Type{Name: "BaseException"}
	BaseExceptionGroup        = &Type{Name: "BaseExceptionGroup"}
	ExceptionGroup            = &Type{Name: "ExceptionGroup"}
	GeneratorExit             = &Type{Name: "GeneratorExit"}
	KeyboardInterrupt         = &Type{Name: "KeyboardInterrupt"}
	SystemExit                = &Type{Name: "SystemExit"}
	ExceptionType             = &Type{Name: "Exception"}
	ArithmeticError           = &Type{Name: "ArithmeticError"}
	FloatingPointError        = &Type{Name: "FloatingPointError"}
	OverflowError             = &Type{Name: "OverflowError"}
	ZeroDivisionError         = &Type{Name: "ZeroDivisionError"}
	AssertionError            = &Type{Name: "AssertionError"}
	AttributeError            = &Type{Name: "AttributeError"}
	BufferError               = &Type{Name: "BufferError"}
	EOFError                  = &Type{Name: "EOFError"}
	ImportError               = &Type{Name: "ImportError"}
	ModuleNotFoundError       = &Type{Name: "ModuleNotFoundError"}
	LookupError               = &Type{Name: "LookupError"}
	IndexError                = &Type{Name: "IndexError"}
	KeyError                  = &Type{Name: "KeyError"}
	MemoryError               = &Type{Name: "MemoryError"}
	NameError                 = &Type{Name: "NameError"}
	UnboundLocalError         = &Type{Name: "UnboundLocalError"}
	OSError                   = &Type{Name: "OSError"}
	BlockingIOError           = &Type{Name: "BlockingIOError"}
	ChildProcessError         = &Type{Name: "ChildProcessError"}
	ConnectionError           = &Type{Name: "ConnectionError"}
	BrokenPipeError           = &Type{Name: "BrokenPipeError"}
	ConnectionAbortedError    = &Type{Name: "ConnectionAbortedError"}
	ConnectionRefusedError    = &Type{Name: "ConnectionRefusedError"}
	ConnectionResetError      = &Type{Name: "ConnectionResetError"}
	FileExistsError           = &Type{Name: "FileExistsError"}
	FileNotFoundError         = &Type{Name: "FileNotFoundError"}
	InterruptedError          = &Type{Name: "InterruptedError"}
	IsADirectoryError         = &Type{Name: "IsADirectoryError"}
	NotADirectoryError        = &Type{Name: "NotADirectoryError"}
	PermissionError           = &Type{Name: "PermissionError"}
	ProcessLookupError        = &Type{Name: "ProcessLookupError"}
	TimeoutError              = &Type{Name: "TimeoutError"}
	ReferenceError            = &Type{Name: "ReferenceError"}
	RuntimeError              = &Type{Name: "RuntimeError"}
	NotImplementedError       = &Type{Name: "NotImplementedError"}
	PythonFinalizationError   = &Type{Name: "PythonFinalizationError"}
	RecursionError            = &Type{Name: "RecursionError"}
	StopAsyncIteration        = &Type{Name: "StopAsyncIteration"}
	StopIteration             = &Type{Name: "StopIteration"}
	SyntaxError               = &Type{Name: "SyntaxError"}
	IndentationError          = &Type{Name: "IndentationError"}
	TabError                  = &Type{Name: "TabError"}
	IncompleteInputError      = &Type{Name: "_IncompleteInputError"}
	SystemError               = &Type{Name: "SystemError"}
	TypeError                 = &Type{Name: "TypeError"}
	ValueError                = &Type{Name: "ValueError"}
	UnicodeError              = &Type{Name: "UnicodeError"}
	UnicodeDecodeError        = &Type{Name: "UnicodeDecodeError"}
	UnicodeEncodeError        = &Type{Name: "UnicodeEncodeError"}
	UnicodeTranslateError     = &Type{Name: "UnicodeTranslateError"}
	Warning                   = &Type{Name: "Warning"}
	BytesWarning              = &Type{Name: "BytesWarning"}
	DeprecationWarning        = &Type{Name: "DeprecationWarning"}
	EncodingWarning           = &Type{Name: "EncodingWarning"}
	FutureWarning             = &Type{Name: "FutureWarning"}
	ImportWarning             = &Type{Name: "ImportWarning"}
	PendingDeprecationWarning = &Type{Name: "PendingDeprecationWarning"}
	ResourceWarning           = &Type{Name: "ResourceWarning"}
	RuntimeWarning            = &Type{Name: "RuntimeWarning"}
	SyntaxWarning             = &Type{Name: "SyntaxWarning"}
	UnicodeWarning            = &Type{Name: "UnicodeWarning"}
	UserWarning               = &Type{Name: "UserWarning"}
)

// exceptionBases is the hierarchy, bases first.
var exceptionBases = []struct {
	t, base *Type
	doc     string
}{
	{BaseException, nil, "Common base class for all exceptions."},
	{ExceptionType, BaseException, "Common base class for all exceptions that do not exit the interpreter."},
	{BaseExceptionGroup, BaseException, "A combination of several unrelated exceptions."},
	{ExceptionGroup, BaseExceptionGroup, "A combination of several unrelated exceptions, none of which exits the interpreter."},
	{GeneratorExit, BaseException, "Raised inside a generator or coroutine that is being closed."},
	{KeyboardInterrupt, BaseException, "The user pressed the interrupt key."},
	{SystemExit, BaseException, "Request to exit from the interpreter."},
	{ArithmeticError, ExceptionType, "Base class of arithmetic errors."},
	{FloatingPointError, ArithmeticError, "A floating-point operation failed."},
	{OverflowError, ArithmeticError, "The result is too large to be represented."},
	{ZeroDivisionError, ArithmeticError, "The divisor is zero."},
	{AssertionError, ExceptionType, "An assertion failed."},
	{AttributeError, ExceptionType, "The attribute was not found."},
	{BufferError, ExceptionType, "A buffer operation can't be carried out."},
	{EOFError, ExceptionType, "Reading met the end of the file."},
	{ImportError, ExceptionType, "An import can't find the module, or the name in the module."},
	{ModuleNotFoundError, ImportError, "The module was not found."},
	{LookupError, ExceptionType, "Base class of lookup errors."},
	{IndexError, LookupError, "The sequence index is out of range."},
	{KeyError, LookupError, "The mapping has no such key."},
	{MemoryError, ExceptionType, "Out of memory."},
	{NameError, ExceptionType, "The name is not bound."},
	{UnboundLocalError, NameError, "The local name has no value yet."},
	{OSError, ExceptionType, "Base class of errors that the operating system reports."},
	{BlockingIOError, OSError, "The operation would block."},
	{ChildProcessError, OSError, "An operation on a child process failed."},
	{ConnectionError, OSError, "Base class of connection errors."},
	{BrokenPipeError, ConnectionError, "The other end of the pipe is closed."},
	{ConnectionAbortedError, ConnectionError, "The connection was aborted."},
	{ConnectionRefusedError, ConnectionError, "The connection was refused."},
	{ConnectionResetError, ConnectionError, "The connection was reset."},
	{FileExistsError, OSError, "The file exists already."},
	{FileNotFoundError, OSError, "The file does not exist."},
	{InterruptedError, OSError, "A signal interrupted the operation."},
	{IsADirectoryError, OSError, "The operation doesn't work on directories."},
	{NotADirectoryError, OSError, "The operation works on directories only."},
	{PermissionError, OSError, "The operation is not permitted."},
	{ProcessLookupError, OSError, "The process does not exist."},
	{TimeoutError, OSError, "The operation timed out."},
	{ReferenceError, ExceptionType, "The object of a weak reference is gone."},
	{RuntimeError, ExceptionType, "An error that belongs to no other category."},
	{NotImplementedError, RuntimeError, "The method or function is not implemented."},
	{PythonFinalizationError, RuntimeError, "The operation is blocked while the interpreter shuts down."},
	{RecursionError, RuntimeError, "The recursion limit was exceeded."},
	{StopAsyncIteration, ExceptionType, "An asynchronous iterator has ended."},
	{StopIteration, ExceptionType, "An iterator has ended."},
	{SyntaxError, ExceptionType, "The source is not valid Python."},
	{IndentationError, SyntaxError, "The indentation is wrong."},
	{IncompleteInputError, SyntaxError, "The source may become valid when more of it comes."},
	{TabError, IndentationError, "Tabs and spaces are mixed inconsistently."},
	{SystemError, ExceptionType, "The interpreter found an internal error."},
	{TypeError, ExceptionType, "The type of an argument is wrong."},
	{ValueError, ExceptionType, "The value of an argument is wrong."},
	{UnicodeError, ValueError, "Base class of Unicode errors."},
	{UnicodeDecodeError, UnicodeError, "Bytes can't be decoded."},
	{UnicodeEncodeError, UnicodeError, "Text can't be encoded."},
	{UnicodeTranslateError, UnicodeError, "Text can't be translated."},
	{Warning, ExceptionType, "Base class of warning categories."},
	{BytesWarning, Warning, "Category of warnings about bytes mixed with text."},
	{DeprecationWarning, Warning, "Category of warnings about deprecated features, for developers."},
	{EncodingWarning, Warning, "Category of warnings about encodings."},
	{FutureWarning, Warning, "Category of warnings about deprecated features, for users."},
	{ImportWarning, Warning, "Category of warnings about imports."},
	{PendingDeprecationWarning, Warning, "Category of warnings about features that will be deprecated."},
	{ResourceWarning, Warning, "Category of warnings about resource use."},
	{RuntimeWarning, Warning, "Category of warnings about dubious behaviour at run time."},
	{SyntaxWarning, Warning, "Category of warnings about dubious syntax."},
	{UnicodeWarning, Warning, "Category of warnings about Unicode."},
	{UserWarning, Warning, "Category of warnings that programs issue."},
}
