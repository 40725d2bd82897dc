// Package tokenize is the Python module _tokenize: the tokenizer as an iterator (library reference, "tokenize").
package tokenize

import (
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/tokenizer"
	"github.com/gopy-lang/gopy/tokenizer/token"
)

// Module declares _tokenize.
var Module = &py.ModuleDef{
	Name: "_tokenize",
	Doc:  "The tokenizer as an iterator.",
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		m.Set(th, "TokenizerIter", iterType.Value())
		return nil
	},
}

// iterator is a TokenizerIter object. The source is read whole when the first token is asked for.
type iterator struct {
	py.Header
	readline py.Value
	encoding string // of the bytes that readline returns; "" for str
	extra    bool
	stream   *tokenizer.Stream
	column   func(token.Pos) int
	at       int
}

var (
	iterType  = &py.Type{Name: "TokenizerIter", Module: "_tokenize", Doc: "An iterator over the tokens of the lines that a function returns."}
	signature = py.ParseSignature("TokenizerIter(readline, *, encoding=None, extra_tokens)")
	setupOnce sync.Once
)

func setup() {
	iterType.TextSig = "(readline, *, encoding=None, extra_tokens)"
	iterType.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		extra, err := py.Truth(th, a[2])
		if err != nil {
			return py.Unbound, err
		}
		x := py.NewObject[iterator](cls)
		x.readline, x.extra = a[0], extra
		if s := py.AsStr(a[1]); s != nil {
			x.encoding = s.String()
		} else if !a[1].IsNone() {
			return py.Unbound, py.Raise(py.TypeError, "TokenizerIter() argument 'encoding' must be str or None, not %s", a[1].Type().TypeName())
		}
		return x.Value(), nil
	}
	iterType.Iter = func(th *py.Thread, self py.Value) (py.Value, error) { return self, nil }
	iterType.Next = func(th *py.Thread, self py.Value) (py.Value, error) { return next(th, py.AsAny[iterator](self)) }
	py.SetupType(iterType, nil)
}

// read takes all lines.
func (x *iterator) read(th *py.Thread) error {
	var text strings.Builder
	for {
		v, err := py.CallArgs(th, x.readline)
		if err != nil {
			if py.Matches(err, py.StopIteration) {
				break
			}
			return err
		}
		line := py.AsStr(v)
		if x.encoding != "" {
			b, ok := py.BytesData(v)
			if !ok || line != nil {
				return py.Raise(py.TypeError, "readline() returned a non-bytes object")
			}
			if line, err = py.Decode(th, b, x.encoding, "replace"); err != nil {
				return err
			}
		} else if line == nil {
			return py.Raise(py.TypeError, "readline() returned a non-string object")
		}
		if line.Len() == 0 {
			break
		}
		if err := th.Charge(int64(text.Len() + len(line.String()))); err != nil {
			return err
		}
		text.WriteString(line.String())
	}
	x.stream = tokenizer.Tokenize(text.String(), tokenizer.Options{Extra: x.extra})
	x.column = x.stream.Columns()
	return nil
}

func next(th *py.Thread, x *iterator) (py.Value, error) {
	if x.stream == nil {
		if err := x.read(th); err != nil {
			return py.Unbound, err
		}
	}
	s := x.stream
	if x.at >= len(s.Tokens) {
		if err := s.Err; err != nil {
			s.Err = nil
			if err.Msg == "invalid non-printable character U+0000" {
				// What reads lines for CPython's tokenizer finds this before it.
				return py.Unbound, py.NewSyntaxError(th, err.Kind, "source code cannot contain null bytes", "<string>", err.Lineno, 0, err.EndLineno, err.EndOffset, err.Text)
			}
			return py.Unbound, py.NewSyntaxError(th, err.Kind, err.Msg, "<string>", err.Lineno, err.Offset, err.EndLineno, err.EndOffset, err.Text)
		}
		return py.Unbound, nil
	}
	t := &s.Tokens[x.at]
	x.at++
	kind, text := t.Kind, s.Spelling(t)
	if x.extra && kind.IsOperator() {
		kind = token.OP
	}
	place := func(p token.Pos) py.Value {
		return py.TupleOf(py.Int(int64(p.Line)), py.Int(int64(x.column(p)))).Value()
	}
	start, end := place(t.Start), place(t.End)
	if !x.extra {
		// The parser's view: line breaks have no text, marks of indentation no column.
		switch kind {
		case token.NEWLINE:
			text, end = "", start
		case token.INDENT, token.DEDENT, token.ENDMARKER:
			text = ""
			start = py.TupleOf(py.Int(int64(t.Start.Line)), py.Int(-1)).Value()
			end = start
		}
	}
	return py.TupleOf(py.Int(int64(kind)), py.Text(text), start, end, py.Text(s.SourceLines(t))).Value(), nil
}
