// Package modules lists the standard modules that are written in Go.
package modules

import (
	"github.com/gopy-lang/gopy/modules/abc"
	"github.com/gopy-lang/gopy/modules/array"
	"github.com/gopy-lang/gopy/modules/ast"
	"github.com/gopy-lang/gopy/modules/atexit"
	"github.com/gopy-lang/gopy/modules/binascii"
	"github.com/gopy-lang/gopy/modules/bisect"
	"github.com/gopy-lang/gopy/modules/builtins"
	"github.com/gopy-lang/gopy/modules/codecs"
	"github.com/gopy-lang/gopy/modules/collections"
	"github.com/gopy-lang/gopy/modules/contextvars"
	"github.com/gopy-lang/gopy/modules/errno"
	"github.com/gopy-lang/gopy/modules/functools"
	"github.com/gopy-lang/gopy/modules/gc"
	"github.com/gopy-lang/gopy/modules/heapq"
	"github.com/gopy-lang/gopy/modules/imp"
	"github.com/gopy-lang/gopy/modules/io"
	"github.com/gopy-lang/gopy/modules/itertools"
	"github.com/gopy-lang/gopy/modules/locale"
	"github.com/gopy-lang/gopy/modules/marshal"
	"github.com/gopy-lang/gopy/modules/math"
	"github.com/gopy-lang/gopy/modules/opcode"
	"github.com/gopy-lang/gopy/modules/operator"
	"github.com/gopy-lang/gopy/modules/posix"
	"github.com/gopy-lang/gopy/modules/random"
	"github.com/gopy-lang/gopy/modules/signal"
	"github.com/gopy-lang/gopy/modules/sre"
	"github.com/gopy-lang/gopy/modules/statistics"
	"github.com/gopy-lang/gopy/modules/string"
	"github.com/gopy-lang/gopy/modules/structs"
	"github.com/gopy-lang/gopy/modules/suggestions"
	"github.com/gopy-lang/gopy/modules/symtable"
	"github.com/gopy-lang/gopy/modules/sys"
	"github.com/gopy-lang/gopy/modules/sysconfig"
	"github.com/gopy-lang/gopy/modules/thread"
	"github.com/gopy-lang/gopy/modules/time"
	"github.com/gopy-lang/gopy/modules/tokenize"
	"github.com/gopy-lang/gopy/modules/traceback"
	"github.com/gopy-lang/gopy/modules/types"
	"github.com/gopy-lang/gopy/modules/typing"
	"github.com/gopy-lang/gopy/modules/unicodedata"
	"github.com/gopy-lang/gopy/modules/warnings"
	"github.com/gopy-lang/gopy/modules/weakref"
	py "github.com/gopy-lang/gopy/runtime"
)

// All returns the definitions of all modules written in Go, in alphabetical order.
func All() []*py.ModuleDef {
	return []*py.ModuleDef{
		array.Module,
		ast.Module,
		bisect.Module,
		abc.Module,
		imp.Module,
		io.Module,
		signal.Module,
		atexit.Module,
		builtins.Module,
		atexit.Module,
		errno.Module,
		heapq.Module,
		itertools.Module,
		marshal.Module,
		math.Module,
		operator.Accelerator,
		operator.Module,
		posix.Module,
		random.Module,
		sre.Module,
		statistics.Module,
		symtable.Module,
		sys.Module,
		time.Module,
		tokenize.Module,
		collections.Module,
		contextvars.Module,
		functools.Module,
		gc.Module,
		thread.Module,
		weakref.Module,
		warnings.Module,
		unicodedata.Module,
		binascii.Module,
		structs.Module,
		codecs.Module,
		suggestions.Module,
		sysconfig.Module,
		locale.Module,
		opcode.Module,
		traceback.Module,
		types.Module,
		typing.Module,
		string.Module,
	}
}
