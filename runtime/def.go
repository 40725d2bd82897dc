// This file defines Def, the one-row declaration of a built-in function or method: its signature string is the
// single source of its name, argument binding, __text_signature__ and help.

package runtime

import (
	"cmp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Func is a built-in's Go function with its arguments bound in the order of the signature. A parameter
// without argument and without default holds Unbound; *args arrives as a tuple, **kwargs as a dict.
// args is a window of the caller's stack: it must not be kept.
type Func func(th *Thread, args []Value) (Value, error)

// RawFunc is a built-in that binds its own arguments: positional ones, then the values of the keywords named in kw (nil: none).
type RawFunc func(th *Thread, args []Value, kw *Tuple) (Value, error)

// MethodFlags say how a method binds its first argument.
type MethodFlags uint8

// The method flags.
const (
	MethodInstance MethodFlags = iota // $self, the default; for module functions $module is dropped
	MethodClass                       // @classmethod: first argument is the class
	MethodStatic                      // @staticmethod
)

// MethodDef declares a built-in function or method. Make it with Def, DefRaw, DefClass, DefStatic.
type MethodDef struct {
	Name    string
	TextSig string // "($self, object, /)" or "" for None
	bound   string // what arguments are bound by, where that isn't TextSig
	Doc     string
	Fn      Func    // bound
	Raw     RawFunc // or raw
	Flags   MethodFlags
	Inline  Inline // the machine does what it can of it without a call
	// AnyKeyword tells that Raw looks itself at what the names of keyword arguments are.
	AnyKeyword bool
	sig        atomic.Pointer[Signature]
	owner      atomic.Pointer[string] // name of the type or module, for messages; nil: none
	least      int                    // how few and, with spread, how many positional arguments Fn takes as they are
	spread     uint
}

// Inline tells the machine's inner loop which built-in it is to do without a call, for the arguments that it knows.
type Inline uint8

const (
	InlineNone Inline = iota
	InlineLen
	InlineIsInstance
	InlineOrd
	InlineChr
	InlineAbs
	InlineMin // of ints and floats
	InlineMax
	InlineNext   // of a generator
	InlineSend   // to a generator or coroutine
	InlineAppend // of a list
	InlineListPop
	InlineDictGet
	InlineSetDefault // of a dict
	InlineSetAdd
	InlineIsDigit // of a str of one ASCII character: see CharClasses
	InlineIsAlpha
	InlineIsAlnum
	InlineIsSpace
	InlineIsUpper
	InlineIsLower
	InlineDrain // takes all items of its only argument and keeps nothing of it: see Drains
	InlineParts // returns a list or tuple that nothing else refers to: see GiveBack
	InlineHash
)

// Inlined is d, which the machine does without a call.
func (d *MethodDef) Inlined(i Inline) *MethodDef {
	d.Inline = i
	return d
}

// Def declares a method from its signature, e.g. Def("append($self, object, /)", "Append object to the end.", listAppend).
// In a module, leave $self out or write $module. Defaults are Python literals (ints, floats, strings, bytes, None, True,
// False, (), …); a default of <unrepresentable> makes the parameter optional and its absent value Unbound.
func Def(signature, doc string, fn Func) *MethodDef {
	name, rest, ok := strings.Cut(signature, "(")
	if !ok {
		panic("runtime: signature without parentheses: " + signature)
	}
	d := newDef()
	d.Name, d.TextSig, d.Doc, d.Fn = name, signature[len(name):], doc, fn
	if n := countPositional(rest); n >= 0 {
		d.least, d.spread = n, 1
	}
	return d
}

// definitions is room for MethodDefs. There are thousands for the whole life of the process; each by itself would be one more object for the collector
// to look at.
var definitions struct {
	sync.Mutex
	room []MethodDef
}

// newDef returns an empty MethodDef.
func newDef() *MethodDef {
	definitions.Lock()
	if len(definitions.room) == 0 {
		definitions.room = make([]MethodDef, 64)
	}
	d := &definitions.room[0]
	definitions.room = definitions.room[1:]
	definitions.Unlock()
	return d
}

// Unfilled has Fn called with from least to most positional arguments, self included, as they are, without the defaults of those that are
// missing, for which it asks Given.
func (d *MethodDef) Unfilled(least, most int) *MethodDef {
	d.least, d.spread = least, uint(most-least)+1
	return d
}

// Given returns argument i of a call, Unbound when there are fewer.
func Given(args []Value, i int) Value {
	if i < len(args) {
		return args[i]
	}
	return Unbound
}

// Takes reports whether Fn takes n positional arguments, self included, as they are.
func (d *MethodDef) Takes(n int) bool { return uint(n-d.least) < d.spread }

// Shown makes the method show another text signature than the one that its arguments are bound by; "" for None.
func (d *MethodDef) Shown(textSig string) *MethodDef {
	d.bound, d.TextSig = d.TextSig, textSig
	return d
}

// DefRaw declares a method that binds its own arguments; the text signature may be empty.
func DefRaw(name, textSig, doc string, fn RawFunc) *MethodDef {
	d := newDef()
	d.Name, d.TextSig, d.Doc, d.Raw = name, textSig, doc, fn
	return d
}

// DefClass is Def for a class method ("fromhex($type, string, /)").
func DefClass(signature, doc string, fn Func) *MethodDef {
	d := Def(signature, doc, fn)
	d.Flags = MethodClass
	return d
}

// DefStatic is Def for a static method ("maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)").
func DefStatic(signature, doc string, fn Func) *MethodDef {
	d := Def(signature, doc, fn)
	d.Flags = MethodStatic
	return d
}

// countPositional returns the number of parameters, self included, of a signature like "$self, a, b, /)" that has
// neither defaults nor other kinds of parameters; else -1.
func countPositional(params string) int {
	params = strings.TrimSuffix(params, ")")
	n, total, start := 0, 0, 0
	slash, self := false, false
	for i := 0; i <= len(params); i++ {
		if i < len(params) && params[i] != ',' {
			if c := params[i]; c == '*' || c == '=' || c == '[' {
				return -1
			}
			continue
		}
		p := strings.TrimSpace(params[start:i])
		if total, start = total+1, i+1; p == "" {
			continue
		}
		self = p[0] == '$'
		switch {
		case p == "/":
			slash = true
		case p != "$module":
			n++
		}
	}
	if len(params) > 0 && !slash && !(total == 1 && self) {
		return -1
	}
	return n
}

// GetSetDef declares a computed attribute of a built-in type. Set nil: read-only.
type GetSetDef struct {
	Name string
	Doc  string
	Get  func(th *Thread, self Value) (Value, error)
	Set  func(th *Thread, self, v Value) error // v Unbound: delete
	// Member makes it a member_descriptor (a stored field) instead of a getset_descriptor.
	Member bool
}

// paramKind is the kind of a parameter, as in the language reference.
type paramKind uint8

const (
	positionalOnly paramKind = iota
	positionalOrKeyword
	varPositional
	keywordOnly
	varKeyword
)

// param is one parameter of a Signature.
type param struct {
	name       string
	kind       paramKind
	hasDefault bool
	value      Value // default; Unbound for <unrepresentable>
}

// Signature binds arguments to parameters as its text says, which is parsed when that is first needed.
type Signature struct {
	text       string
	parsed     sync.Once
	name       string // the function's name, for messages
	owner      string // name of its type or module and a dot, for some messages
	params     []param
	positional int // how many can be passed by position
	posOnly    int
	required   int // leading positional parameters without default
	varArgs    int // index of *args or -1
	varKw      int // index of **kwargs or -1
	self       bool
	plain      bool    // no *args, no **kwargs, no keyword-only parameter without default
	defaults   []Value // of all parameters, Unbound where there is none
}

// ParseSignature returns the Signature of a text like "name($self, a, /, b=1, *args, c, d=None, **kw)". A leading $module is dropped. Brackets, as in
// "find($self, sub[, start[, end]], /)", make parameters optional without a default. A malformed text, which can only be a bug in a table, panics
// when it is parsed.
func ParseSignature(text string) *Signature { return &Signature{text: text} }

// parse fills in what the text says.
func (sig *Signature) parse() {
	s := sig.text
	if strings.IndexByte(s, '[') >= 0 {
		s = strings.ReplaceAll(s, optionalGroup, optionalParameters)
	}
	name, rest, ok := strings.Cut(s, "(")
	if !ok || !strings.HasSuffix(rest, ")") {
		panic("runtime: malformed signature " + s)
	}
	sig.name, sig.varArgs, sig.varKw = name, -1, -1
	kind := positionalOrKeyword
	for _, p := range splitParams(rest[:len(rest)-1]) {
		switch {
		case p == "/":
			for i := range sig.params {
				sig.params[i].kind = positionalOnly
			}
			continue
		case p == "*":
			kind = keywordOnly
			continue
		case strings.HasPrefix(p, "**"):
			sig.varKw = len(sig.params)
			sig.params = append(sig.params, param{name: p[2:], kind: varKeyword})
			continue
		case strings.HasPrefix(p, "*"):
			sig.varArgs = len(sig.params)
			sig.params = append(sig.params, param{name: p[1:], kind: varPositional})
			kind = keywordOnly
			continue
		case p == "$module":
			continue
		}
		q := param{kind: kind, value: Unbound}
		pname, def, has := strings.Cut(p, "=")
		q.name = strings.TrimSpace(pname)
		if strings.HasPrefix(q.name, "$") {
			q.name = q.name[1:]
			q.kind = positionalOnly
			sig.self = true
		}
		if has {
			q.hasDefault = true
			q.value = defaultValue(strings.TrimSpace(def))
		}
		sig.params = append(sig.params, q)
	}
	for i, p := range sig.params {
		if p.kind == positionalOnly {
			sig.posOnly = i + 1
		}
		if p.kind <= positionalOrKeyword {
			sig.positional = i + 1
			if !p.hasDefault {
				sig.required = i + 1
			}
		}
	}
	sig.plain = sig.varArgs < 0 && sig.varKw < 0
	for _, p := range sig.params {
		if p.kind == keywordOnly && !p.hasDefault {
			sig.plain = false
		}
		sig.defaults = append(sig.defaults, p.value)
	}
}

// The optional parameters of the methods that show them in brackets, and as others are written.
const (
	optionalGroup      = "[, start[, end]]"
	optionalParameters = ", start=<unrepresentable>, end=<unrepresentable>"
)

// splitParams splits a parameter list at its top-level commas.
func splitParams(s string) []string {
	var out []string
	depth, start := 0, 0
	var quote byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == ',' && depth == 0:
			out = append(out, strings.TrimSpace(s[start:i]))
			start = i + 1
		}
	}
	if last := strings.TrimSpace(s[start:]); last != "" {
		out = append(out, last)
	}
	return out
}

// defaultValue converts the text of a default to its value.
func defaultValue(s string) Value {
	switch s {
	case "None":
		return None
	case "True":
		return True
	case "False":
		return False
	case "()":
		return emptyTuple.Value()
	case "<unrepresentable>", "unchanged", "...":
		return Unbound
	case "sys.maxsize":
		return Int(1<<63 - 1)
	}
	if i, err := strconv.ParseInt(s, 0, 64); err == nil {
		return Int(i)
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return Float(f)
	}
	if len(s) >= 2 && s[0] == 'b' && (s[1] == '\'' || s[1] == '"') {
		if t, err := strconv.Unquote(`"` + s[2:len(s)-1] + `"`); err == nil {
			return NewBytes([]byte(t)).Value()
		}
	}
	if len(s) >= 2 && (s[0] == '\'' || s[0] == '"') {
		if t, err := strconv.Unquote(`"` + s[1:len(s)-1] + `"`); err == nil {
			return staticStr(t).Value()
		}
	}
	panic("runtime: default value not understood: " + s)
}

// setOwner tells the name of the type or module that the function belongs to.
func (d *MethodDef) setOwner(name *string) { d.owner.CompareAndSwap(nil, name) }

// Signature returns the parsed signature of a Def.
func (d *MethodDef) Signature() *Signature {
	if s := d.sig.Load(); s != nil {
		return s
	}
	s := ParseSignature(d.Name + cmp.Or(d.bound, d.TextSig))
	s.parsed.Do(s.parse)
	if owner := d.owner.Load(); owner != nil {
		s.owner = *owner + "."
	}
	d.sig.Store(s)
	return s
}

// Invoke binds args and calls the function; for methods args[0] is self.
func (d *MethodDef) Invoke(th *Thread, args []Value, kw *Tuple) (Value, error) {
	if d.Raw != nil {
		return d.Raw(th, args, kw)
	}
	if kw == nil && d.Takes(len(args)) {
		return d.Fn(th, args)
	}
	sig := d.sig.Load()
	if sig == nil {
		sig = d.Signature()
	}
	mark := len(th.scratch)
	if kw == nil && sig.plain && len(args) >= sig.required && len(args) <= sig.positional {
		bound := th.reserve(len(sig.defaults))
		for i, v := range args { // a few values: two calls of copy would take longer
			bound[i] = v
		}
		for i := len(args); i < len(bound); i++ {
			bound[i] = sig.defaults[i]
		}
		v, err := d.Fn(th, bound)
		th.release(mark)
		return v, err
	}
	bound, err := sig.Bind(th, args, kw)
	if err != nil {
		return Unbound, err
	}
	v, err := d.Fn(th, bound)
	th.release(mark)
	return v, err
}

// Bind matches arguments to parameters. The result lies on the thread's scratch stack: the caller
// must release it when the call is over, see (*MethodDef).Invoke.
func (s *Signature) Bind(th *Thread, args []Value, kw *Tuple) ([]Value, error) {
	s.parsed.Do(s.parse)
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	if kw != nil && len(args) > len(s.params) && s.varArgs < 0 && s.varKw < 0 && s.takesKeywords() {
		return nil, s.tooManyInAll(len(args), npos)
	}
	mark := len(th.scratch)
	out := th.reserve(len(s.params))
	for i := range out {
		out[i] = Unbound
	}
	n := min(npos, s.positional)
	copy(out, args[:n])
	if s.varArgs >= 0 {
		if npos > s.positional {
			out[s.varArgs] = NewTuple(args[s.positional:npos]).Value()
		} else {
			out[s.varArgs] = emptyTuple.Value()
		}
	} else if npos > s.positional {
		th.release(mark)
		return nil, s.tooMany(npos, args, kw)
	}
	if kw != nil && npos < s.posOnlyRequired() && s.takesKeywords() {
		th.release(mark)
		return nil, s.missing(npos, npos)
	}
	var extra *Dict
	if s.varKw >= 0 {
		extra = NewDict()
		out[s.varKw] = extra.Value()
	}
	if kw != nil {
		if err := s.bindKeywords(th, out, args[npos:], kw, extra); err != nil {
			th.release(mark)
			return nil, err
		}
	}
	for i := range s.params {
		if !out[i].IsUnbound() {
			continue
		}
		p := &s.params[i]
		if p.hasDefault {
			out[i] = p.value
			continue
		}
		th.release(mark)
		return nil, s.missing(i, npos)
	}
	return out, nil
}

// bindKeywords stores the keyword arguments.
func (s *Signature) bindKeywords(th *Thread, out, values []Value, kw *Tuple, extra *Dict) error {
	for k, v := range values {
		name := (*Str)(kw.At(k).P)
		i := s.find(name.String())
		switch {
		case i >= 0 && !out[i].IsUnbound():
			if i < s.positional {
				return Raise(TypeError, "argument for %s given by name ('%s') and position (%d)", s.call(), name.String(), s.position(i)+1)
			}
			return Raise(TypeError, "%s got multiple values for argument '%s'", s.call(), name.String())
		case i >= 0:
			out[i] = v
		case extra != nil:
			if err := extra.SetItem(th, name.Value(), v); err != nil {
				return err
			}
		case !s.takesKeywords():
			return Raise(TypeError, "%s%s takes no keyword arguments", s.owner, s.call())
		case s.isPositionalOnly(name.String()):
			return Raise(TypeError, "%s got some positional-only arguments passed as keyword arguments: '%s'", s.call(), name.String())
		default:
			var known []string
			for _, p := range s.params {
				if p.kind == positionalOrKeyword || p.kind == keywordOnly {
					known = append(known, p.name)
				}
			}
			return UnexpectedKeyword(th, s.name, name, known...)
		}
	}
	return nil
}

// UnexpectedKeyword is the error for a keyword argument that a built-in function ("": without a name to tell) doesn't know; it suggests
// one of those that it knows.
func UnexpectedKeyword(th *Thread, function string, name *Str, known ...string) error {
	call := function + "()"
	if function == "" {
		call = "this function"
	}
	if name.Type.Flags&TypeHeap != 0 { // a str that claims to equal a name without being it
		for _, k := range known {
			if same, err := Equal(th, name.Value(), Text(k)); err != nil {
				return err
			} else if same {
				return Raise(TypeError, "invalid keyword argument for %s", call)
			}
		}
	}
	if s := Suggest(known, name.String()); s != "" {
		return Raise(TypeError, "%s got an unexpected keyword argument '%s'. Did you mean '%s'?", call, name.String(), s)
	}
	return Raise(TypeError, "%s got an unexpected keyword argument '%s'", call, name.String())
}

// TooManyKeywords is the error for more keyword arguments than a function knows; nil when kw holds no more than most.
func TooManyKeywords(function string, kw *Tuple, most int) error {
	if kw.Len() <= most {
		return nil
	}
	return Raise(TypeError, "%s() takes at most %d keyword argument%s (%d given)", function, most, plural(most), kw.Len())
}

// call is the function as messages name it; one without name is only that.
func (s *Signature) call() string {
	if s.name == "" {
		return "function"
	}
	return s.name + "()"
}

// position is the index of parameter i not counting self.
func (s *Signature) position(i int) int {
	if s.self {
		return i - 1
	}
	return i
}

func (s *Signature) find(name string) int {
	for i := range s.params {
		if p := &s.params[i]; p.name == name && (p.kind == positionalOrKeyword || p.kind == keywordOnly) {
			return i
		}
	}
	return -1
}

func (s *Signature) isPositionalOnly(name string) bool {
	for i := range s.params {
		if p := &s.params[i]; p.name == name && p.kind == positionalOnly {
			return true
		}
	}
	return false
}

func (s *Signature) takesKeywords() bool {
	for i := range s.params {
		if k := s.params[i].kind; k == positionalOrKeyword || k == keywordOnly || k == varKeyword {
			return true
		}
	}
	return false
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// tooMany is the error for n positional arguments where fewer are taken.
func (s *Signature) tooMany(n int, args []Value, kw *Tuple) error {
	n, least, most := s.position(n), s.position(s.required), s.position(s.positional)
	switch {
	case !s.takesKeywords() && most == 0:
		return Raise(TypeError, "%s%s takes no arguments (%d given)", s.owner, s.call(), n)
	case !s.takesKeywords() && least == most && most == 1:
		return Raise(TypeError, "%s%s takes exactly one argument (%d given)", s.owner, s.call(), n)
	case !s.takesKeywords() && least == most:
		return Raise(TypeError, "%s expected %d argument%s, got %d", s.name, most, plural(most), n)
	case !s.takesKeywords():
		return Raise(TypeError, "%s expected at most %d argument%s, got %d", s.name, most, plural(most), n)
	case most == 0:
		return Raise(TypeError, "%s takes no positional arguments", s.call())
	case s.positional < len(s.params) && s.varKw < 0 || least < most:
		word := "at most"
		if least == most {
			word = "exactly"
		}
		given := n
		if kw != nil && s.positional == len(s.params) {
			given += kw.Len()
		}
		if s.positional < len(s.params) {
			return Raise(TypeError, "%s takes %s %d positional argument%s (%d given)", s.call(), word, most, plural(most), n)
		}
		return Raise(TypeError, "%s takes at most %d argument%s (%d given)", s.call(), most, plural(most), given)
	}
	return Raise(TypeError, "%s takes at most %d argument%s (%d given)", s.call(), most, plural(most), n)
}

// tooManyInAll is the error for n arguments, npos of them by position, where there are fewer parameters.
func (s *Signature) tooManyInAll(n, npos int) error {
	most, word, kind := s.position(len(s.params)), "at most", ""
	if s.required == len(s.params) && s.name != "" {
		word = "exactly"
	}
	if s.position(npos) == 0 {
		kind = "keyword "
	}
	return Raise(TypeError, "%s takes %s %d %sargument%s (%d given)", s.call(), word, most, kind, plural(most), s.position(n))
}

// missing is the error for parameter i not given, with n positional arguments.
func (s *Signature) missing(i, n int) error {
	p := &s.params[i]
	given, least, most := s.position(n), s.position(s.required), s.position(s.positional)
	switch {
	case !s.takesKeywords() && s.varArgs < 0 && least == most && most == 1:
		return Raise(TypeError, "%s%s takes exactly one argument (%d given)", s.owner, s.call(), given)
	case p.kind == positionalOnly && least == most && !s.takesKeywords():
		return Raise(TypeError, "%s expected %d argument%s, got %d", s.name, most, plural(most), given)
	case p.kind == positionalOnly && !s.takesKeywords():
		return Raise(TypeError, "%s expected at least %d argument%s, got %d", s.name, least, plural(least), given)
	case p.kind == positionalOnly:
		word := "at least"
		if least == most {
			word = "exactly"
		}
		return Raise(TypeError, "%s takes %s %d positional argument%s (%d given)", s.call(), word, s.position(s.posOnlyRequired()), plural(s.position(s.posOnlyRequired())), given)
	case p.kind == keywordOnly:
		return Raise(TypeError, "%s missing required keyword-only argument '%s'", s.call(), p.name)
	}
	return Raise(TypeError, "%s missing required argument '%s' (pos %d)", s.call(), p.name, s.position(i)+1)
}

// posOnlyRequired counts the positional-only parameters without default.
func (s *Signature) posOnlyRequired() int {
	n := 0
	for i := range s.params {
		if s.params[i].kind == positionalOnly && !s.params[i].hasDefault {
			n++
		}
	}
	return n
}

// Held is what the arguments that BindArgs has bound take up until they are released.
type Held struct {
	th   *Thread
	mark int
}

// Release gives it back.
func (h Held) Release() { h.th.release(h.mark) }

// BindArgs is Bind for other packages: held must be released when the arguments are no longer used.
func (s *Signature) BindArgs(th *Thread, args []Value, kw *Tuple) (values []Value, held Held, err error) {
	held = Held{th, len(th.scratch)}
	values, err = s.Bind(th, args, kw)
	return values, held, err
}
