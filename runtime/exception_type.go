// This file fills the exception types: construction, attributes, str and repr.

package runtime

import (
	"slices"
	"strconv"
	"strings"
)

// exceptionFields lists what exception types keep beside args: attributes, and fields without a name.
var exceptionFields = map[*Type][]string{
	SystemExit:            {"code"},
	StopIteration:         {"value"},
	ImportError:           {"msg", "name", "path", "name_from"},
	NameError:             {"name"},
	AttributeError:        {"name", "obj"},
	OSError:               {"errno", "strerror", "filename", "filename2", "characters_written"},
	SyntaxError:           {"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line", "_metadata"},
	UnicodeDecodeError:    {"encoding", "object", "start", "end", "reason"},
	UnicodeEncodeError:    {"encoding", "object", "start", "end", "reason"},
	UnicodeTranslateError: {"encoding", "object", "start", "end", "reason"},
	BaseExceptionGroup:    {"message", "exceptions", ""},
}

// exceptionTypes is the exceptions' part of the list of built-in types.
func exceptionTypes() []typeSetup {
	rows := make([]typeSetup, len(exceptionBases))
	for i, b := range exceptionBases {
		rows[i] = typeSetup{b.t, b.base, func(t *Type) { setupException(t, b.doc) }}
	}
	return rows
}

func setupException(t *Type, doc string) {
	t.Doc, t.Layout = doc, KindException
	t.Size = SizeOf[Exception]()
	t.Flags |= TypeBaseType | TypeHasDict
	own := exceptionFields[t]
	if own != nil {
		t.ExceptionFields = own
	} else if t.Base != nil {
		t.ExceptionFields = t.Base.ExceptionFields
	}
	for i, name := range own {
		if name == "" {
			continue
		}
		m := exceptionMember(i, name)
		switch {
		case t == BaseExceptionGroup:
			m.Set = nil
		case name == "characters_written":
			m = charactersWritten(i, m)
		}
		t.GetSets = append(t.GetSets, m)
	}
	if t.ExceptionFields == nil {
		t.FastNew = func(th *Thread, args []Value) (Value, error) { return exceptionNew(th, t, args, nil) }
	}
	switch t {
	case BaseException:
		setupBaseException(t)
	case SystemExit:
		t.Init = initOneField
	case StopIteration:
		t.Init = initOneField
	case KeyError:
		t.Str = keyErrorStr
	case ImportError:
		t.Init, t.Str = importErrorInit, importErrorStr
		t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the exception.", reduceWithState(importErrorState))}
	case NameError:
		t.Init = keywordFieldsInit
	case AttributeError:
		t.Init = keywordFieldsInit
		t.Methods = []*MethodDef{
			Def("__getstate__($self, /)", "Return the state that pickle saves: all but obj.", attributeErrorState),
			Def("__reduce__($self, /)", "Tell pickle how to rebuild the exception.", reduceWithState(attributeErrorState)),
		}
	case OSError:
		t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the exception.", osErrorReduce)}
		t.New, t.Init, t.Str = osErrorNew, osErrorInit, osErrorStr
	case SyntaxError:
		t.Init, t.Str = syntaxErrorInit, syntaxErrorStr
	case UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError:
		t.Init, t.Str = unicodeErrorInit, unicodeErrorStr
	case BaseExceptionGroup:
		setupExceptionGroup(t)
	case ExceptionGroup:
		t.Bases = []*Type{BaseExceptionGroup, ExceptionType}
		t.MRO = []*Type{ExceptionGroup, BaseExceptionGroup, ExceptionType, BaseException, ObjectType}
	}
}

// exceptionMember is the descriptor of one of the Fields.
func exceptionMember(i int, name string) GetSetDef {
	return GetSetDef{Name: name, Member: true, Get: func(th *Thread, v Value) (Value, error) {
		e := (*Exception)(v.P)
		if i >= len(e.Fields()) || e.Fields()[i].IsUnbound() {
			return None, nil
		}
		return e.Fields()[i], nil
	}, Set: func(th *Thread, v, x Value) error {
		e := (*Exception)(v.P)
		for len(e.Fields()) <= i {
			e.setFields(append(e.Fields(), Unbound))
		}
		e.Fields()[i] = x
		return nil
	}}
}

// charactersWritten makes a missing value of the attribute an AttributeError and keeps other types than int out.
func charactersWritten(i int, m GetSetDef) GetSetDef {
	get, set := m.Get, m.Set
	isSet := func(v Value) bool { e := asExc(v); return i < len(e.Fields()) && !e.Fields()[i].IsUnbound() }
	m.Get = func(th *Thread, v Value) (Value, error) {
		if !isSet(v) {
			return Unbound, RaiseValue(AttributeError, Text(m.Name))
		}
		return get(th, v)
	}
	m.Set = func(th *Thread, v, x Value) error {
		if x.IsUnbound() && !isSet(v) {
			return RaiseValue(AttributeError, Text(m.Name))
		}
		if !x.IsUnbound() {
			n, err := AsInt(th, x)
			if err != nil {
				return err
			}
			x = Int(int64(n))
		}
		return set(th, v, x)
	}
	return m
}

// initExceptionFields gives an exception made by Go code its attributes.
func initExceptionFields(e *Exception) {
	if n := len(e.Type.ExceptionFields); n > 0 {
		if e.fields == nil {
			e.setFields(make([]Value, n))
		}
		for i := range e.Fields() {
			e.Fields()[i] = Unbound
		}
		switch e.Type {
		case StopIteration, SystemExit:
			fillOneField(e)
		case ImportError, ModuleNotFoundError:
			if e.argumentCount() == 1 {
				e.Fields()[0] = e.argument(0)
			}
		case SyntaxError, IndentationError, IncompleteInputError, TabError:
			if e.argumentCount() > 0 {
				e.Fields()[0] = e.argument(0)
			}
		}
	}
}

// Field returns one of the exception type's own attributes, Unbound when it has none of that name or it is not set.
func (e *Exception) Field(name string) Value {
	for i, n := range e.Type.ExceptionFields {
		if n == name && i < len(e.Fields()) {
			return e.Fields()[i]
		}
	}
	return Unbound
}

// SetField sets one of the exception type's own attributes.
func (e *Exception) SetField(name string, v Value) {
	for i, n := range e.Type.ExceptionFields {
		if n != name {
			continue
		}
		for len(e.Fields()) <= i {
			e.setFields(append(e.Fields(), Unbound))
		}
		e.Fields()[i] = v
	}
}

func asExc(v Value) *Exception { return (*Exception)(v.P) }

func setupBaseException(t *Type) {
	t.New, t.Init = exceptionNew, exceptionInit
	t.Repr, t.Str = exceptionRepr, exceptionStr
	orNone := func(e *Exception) Value {
		if e == nil {
			return None
		}
		return e.Value()
	}
	linked := func(what string, v Value) (*Exception, error) {
		if v.IsUnbound() {
			return nil, Raise(TypeError, "%s may not be deleted", what)
		}
		if v.IsNone() {
			return nil, nil
		}
		if e := AsException(v); e != nil {
			return e, nil
		}
		return nil, Raise(TypeError, "exception %s must be None or derive from BaseException", strings.Trim(what, "_"))
	}
	t.GetSets = []GetSetDef{
		{Name: "args", Get: func(th *Thread, v Value) (Value, error) { return asExc(v).Args().Value(), nil }, Set: func(th *Thread, v, x Value) error {
			if x.IsUnbound() {
				return Raise(TypeError, "args may not be deleted")
			}
			items, err := Items(th, x)
			if err != nil {
				return err
			}
			asExc(v).SetArgs(NewTuple(items))
			return nil
		}},
		{Name: "__traceback__", Get: func(th *Thread, v Value) (Value, error) {
			if tb := asExc(v).Traceback; tb != nil {
				return tb.Value(), nil
			}
			return None, nil
		}, Set: func(th *Thread, v, x Value) error {
			switch {
			case x.IsUnbound():
				return Raise(TypeError, "__traceback__ may not be deleted")
			case x.IsNone():
				asExc(v).Traceback = nil
			case x.Kind() == KindTraceback:
				asExc(v).Traceback = (*Traceback)(x.P)
			default:
				return Raise(TypeError, "__traceback__ must be a traceback or None")
			}
			return nil
		}},
		{Name: "__context__", Get: func(th *Thread, v Value) (Value, error) { return orNone(asExc(v).Context), nil }, Set: func(th *Thread, v, x Value) error {
			e, err := linked("__context__", x)
			if err == nil {
				asExc(v).Context = e
			}
			return err
		}},
		{Name: "__cause__", Get: func(th *Thread, v Value) (Value, error) { return orNone(asExc(v).Cause), nil }, Set: func(th *Thread, v, x Value) error {
			e, err := linked("__cause__", x)
			if err == nil {
				asExc(v).Cause, asExc(v).SuppressContext = e, true
			}
			return err
		}},
		{Name: "__suppress_context__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return Bool(asExc(v).SuppressContext), nil }, Set: func(th *Thread, v, x Value) error {
			if x.IsUnbound() {
				return Raise(TypeError, "can't delete numeric/char attribute")
			}
			if !x.IsBool() {
				return Raise(TypeError, "attribute value type must be bool")
			}
			asExc(v).SuppressContext = x.BoolValue()
			return nil
		}},
		{Name: "__dict__", Get: GetInstanceDict, Set: setInstanceDict},
	}
	t.Methods = []*MethodDef{
		Def("__reduce__($self, /)", "Tell pickle how to rebuild the exception.", exceptionReduce),
		Def("__setstate__($self, state, /)", "Restore the attributes that pickle saved.", func(th *Thread, a []Value) (Value, error) {
			if a[1].IsNone() {
				return None, nil
			}
			d := AsDict(a[1])
			if d == nil {
				return Unbound, Raise(TypeError, "state is not a dictionary")
			}
			for pos := 0; ; {
				k, v, ok := d.Next(&pos)
				if !ok {
					return None, nil
				}
				name, err := attrName(k)
				if err == nil {
					err = SetAttr(th, a[0], name, v)
				}
				if err != nil {
					return Unbound, err
				}
			}
		}),
		Def("with_traceback($self, tb, /)", "Set __traceback__ and return the exception.", func(th *Thread, a []Value) (Value, error) {
			return a[0], SetAttrString(th, a[0], "__traceback__", a[1])
		}),
		Def("add_note($self, note, /)", "Add a line that the traceback shows below the message.", func(th *Thread, a []Value) (Value, error) {
			if AsStr(a[1]) == nil {
				return Unbound, Raise(TypeError, "add_note() argument must be str, not %s", a[1].Type().TypeName())
			}
			return None, addNote(th, asExc(a[0]), a[1])
		}),
	}
}

func addNote(th *Thread, e *Exception, note Value) error {
	notes, err := GetAttrOr(th, e.Value(), nameNotes)
	if err != nil {
		return err
	}
	if notes.IsUnbound() {
		return SetAttr(th, e.Value(), nameNotes, NewList([]Value{note}).Value())
	}
	l := AsList(notes)
	if l == nil {
		return Raise(TypeError, "Cannot add note: __notes__ is not a list")
	}
	l.Append(note)
	return nil
}

// AddNote adds a note to a Python exception and returns it.
func AddNote(th *Thread, err error, note string) error {
	e := ErrorAs(err)
	if nerr := addNote(th, e, Text(note)); nerr != nil {
		return nerr
	}
	return e
}

func exceptionReduce(th *Thread, a []Value) (Value, error) {
	e := asExc(a[0])
	if e.Dict != nil && e.Dict.Len() > 0 {
		return TupleOf(e.Type.Value(), e.Args().Value(), e.Dict.Value()).Value(), nil
	}
	return TupleOf(e.Type.Value(), e.Args().Value()).Value(), nil
}

// reduceWithState is __reduce__ of the exceptions whose state is more than args and __dict__.
func reduceWithState(state Func) Func {
	return func(th *Thread, a []Value) (Value, error) {
		s, err := state(th, a)
		if err != nil {
			return Unbound, err
		}
		e := asExc(a[0])
		if s.IsNone() {
			return TupleOf(e.Type.Value(), e.Args().Value()).Value(), nil
		}
		return TupleOf(e.Type.Value(), e.Args().Value(), s).Value(), nil
	}
}

// stateWith is the __dict__ together with the named attributes that are set; None: nothing is.
func (e *Exception) stateWith(names ...string) *Dict {
	d := NewDict()
	if e.Dict != nil {
		d = e.Dict.Copy()
	}
	for _, n := range names {
		if v := e.Field(n); !v.IsUnbound() {
			d.SetStr(NewStr(n), v)
		}
	}
	return d
}

func importErrorState(th *Thread, a []Value) (Value, error) {
	if d := asExc(a[0]).stateWith("name", "path", "name_from"); d.Len() > 0 {
		return d.Value(), nil
	}
	return None, nil
}

func attributeErrorState(th *Thread, a []Value) (Value, error) {
	e := asExc(a[0])
	d := e.stateWith("name")
	d.SetStr(NewStr("args"), e.Args().Value())
	return d.Value(), nil
}

// exceptionNew is BaseException.__new__: args are remembered even when a subclass's __init__ doesn't pass them on.
func exceptionNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	e := newObject[Exception](cls, KindException)
	if kw != nil {
		args = args[:len(args)-kw.Len()]
	}
	e.setArguments(args)
	if n := len(cls.ExceptionFields); n > 0 {
		e.setFields(make([]Value, n))
		for i := range e.Fields() {
			e.Fields()[i] = Unbound
		}
	}
	return e.Value(), nil
}

func exceptionInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	if kw != nil {
		return Raise(TypeError, "%s() takes no keyword arguments", self.Type().TypeName())
	}
	e := asExc(self)
	if e.hasOnly && e.pending == pendingNothing && len(args) == 1 && e.only == args[0] || !e.hasOnly && identicalItems(e.Args().Items(), args) { // most often exceptionNew has set them
		return nil
	}
	e.setArguments(args)
	return nil
}

// identicalItems tells whether two slices hold the same objects.
func identicalItems(a, b []Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func exceptionRepr(th *Thread, self Value) (Value, error) {
	e := asExc(self)
	name := e.Type.ShortName()
	if e.argumentCount() == 1 {
		r, err := Repr(th, e.argument(0))
		if err != nil {
			return Unbound, err
		}
		return Text(name + "(" + r.s + ")"), nil
	}
	r, err := Repr(th, e.Args().Value())
	if err != nil {
		return Unbound, err
	}
	return Text(name + r.s), nil
}

func exceptionStr(th *Thread, self Value) (Value, error) {
	e := asExc(self)
	var s *Str
	var err error
	switch e.argumentCount() {
	case 0:
		return emptyStr.Value(), nil
	case 1:
		s, err = StrOf(th, e.argument(0))
	default:
		s, err = StrOf(th, e.Args().Value())
	}
	if err != nil {
		return Unbound, err
	}
	return s.Value(), nil
}

func keyErrorStr(th *Thread, self Value) (Value, error) {
	e := asExc(self)
	if e.argumentCount() == 1 {
		r, err := Repr(th, e.argument(0))
		if err != nil {
			return Unbound, err
		}
		return r.Value(), nil
	}
	return exceptionStr(th, self)
}

// fillOneField sets StopIteration.value or SystemExit.code from args.
func fillOneField(e *Exception) {
	switch {
	case e.argumentCount() == 0:
		e.Fields()[0] = None
	case e.argumentCount() == 1 || e.Type.IsSubtype(StopIteration):
		e.Fields()[0] = e.argument(0)
	default:
		e.Fields()[0] = e.Args().Value()
	}
}

func initOneField(th *Thread, self Value, args []Value, kw *Tuple) error {
	if err := exceptionInit(th, self, args, kw); err != nil {
		return err
	}
	fillOneField(asExc(self))
	return nil
}

// keywordFieldsInit is the __init__ of exceptions whose own attributes are keyword-only arguments.
func keywordFieldsInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	e := asExc(self)
	for i := range e.Fields() {
		e.Fields()[i] = Unbound
	}
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
		for i, n := range kw.Items() {
			if err := e.setKeyword(th, AsStr(n), args[npos+i], e.Type.ExceptionFields); err != nil {
				return err
			}
		}
	}
	e.setArguments(args[:npos])
	return nil
}

func (e *Exception) setKeyword(th *Thread, name *Str, v Value, allowed []string) error {
	for i, f := range allowed {
		if f == name.s {
			e.Fields()[i] = v
			return nil
		}
	}
	owner := e.Type
	for owner.Flags&TypeHeap != 0 {
		owner = owner.Base
	}
	return UnexpectedKeyword(th, owner.Name, name, allowed...)
}

func importErrorInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	e := asExc(self)
	for i := range e.Fields() {
		e.Fields()[i] = Unbound
	}
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
		if err := TooManyKeywords("ImportError", kw, 3); err != nil {
			return err
		}
		for i, n := range kw.Items() {
			s := AsStr(n)
			if s.s == "msg" {
				return Raise(TypeError, "ImportError() got an unexpected keyword argument 'msg'")
			}
			if err := e.setKeyword(th, s, args[npos+i], e.Type.ExceptionFields); err != nil {
				return err
			}
		}
	}
	e.setArguments(args[:npos])
	if npos == 1 {
		e.Fields()[0] = args[0]
	}
	return nil
}

func importErrorStr(th *Thread, self Value) (Value, error) {
	if m := asExc(self).Field("msg"); m.IsExact(KindStr) {
		return m, nil
	}
	return exceptionStr(th, self)
}

// osErrorNew chooses the subclass by errno and fills the attributes.
func osErrorNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	if cls == OSError && kw == nil && len(args) >= 2 && len(args) <= 5 {
		if n, ok := AsInt64(args[0]); ok {
			if t := ErrnoType(int(n)); t != nil {
				cls = t
			}
		}
	}
	if osErrorUsesInit(cls) {
		return exceptionNew(th, cls, nil, nil)
	}
	if kw != nil {
		return Unbound, Raise(TypeError, "%s() takes no keyword arguments", cls.TypeName())
	}
	v, err := exceptionNew(th, cls, args, kw)
	if err != nil {
		return v, err
	}
	fillOSError(asExc(v), args)
	return v, nil
}

// osErrorUsesInit tells whether __init__ sets the attributes instead of __new__: for a class that has only an __init__ of its own, which
// may pass other arguments on.
func osErrorUsesInit(t *Type) bool {
	return !sameFunc(t.Init, InitFunc(osErrorInit)) && sameFunc(t.New, NewFunc(osErrorNew))
}

func osErrorInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	if !osErrorUsesInit(self.Type()) {
		return nil
	}
	if kw != nil {
		return Raise(TypeError, "%s() takes no keyword arguments", self.Type().TypeName())
	}
	e := asExc(self)
	e.setArguments(args)
	fillOSError(e, args)
	return nil
}

// fillOSError sets errno, strerror, filename and filename2 from OSError(errno, strerror[, filename[, winerror[, filename2]]]).
func fillOSError(e *Exception, args []Value) {
	if len(args) < 2 || len(args) > 5 {
		return
	}
	e.Fields()[0], e.Fields()[1] = args[0], args[1]
	if len(args) > 2 && !args[2].IsNone() {
		if e.Type.IsSubtype(BlockingIOError) && len(args) == 3 {
			if _, ok := AsInt64(args[2]); ok {
				e.SetField("characters_written", args[2])
				return
			}
		}
		e.Fields()[2] = args[2]
		if len(args) > 4 && !args[4].IsNone() {
			e.Fields()[3] = args[4]
		}
		e.SetArgs(NewTuple(args[:2]))
	}
}

// errnoTypes maps error numbers (Linux) to the subclasses of OSError.
var errnoTypes = map[int]*Type{
	11: BlockingIOError, 114: BlockingIOError, 115: BlockingIOError,
	32: BrokenPipeError, 108: BrokenPipeError,
	10: ChildProcessError, 103: ConnectionAbortedError, 111: ConnectionRefusedError, 104: ConnectionResetError,
	17: FileExistsError, 2: FileNotFoundError, 21: IsADirectoryError, 20: NotADirectoryError,
	4: InterruptedError, 13: PermissionError, 1: PermissionError, 3: ProcessLookupError, 110: TimeoutError,
}

// ErrnoType returns the subclass of OSError for an error number, nil when it has none of its own.
func ErrnoType(errno int) *Type { return errnoTypes[errno] }

// NewOSError makes the OSError (of the right subclass) for an error number; filename and filename2 may be Unbound.
func NewOSError(errno int, message string, filename, filename2 Value) *Exception {
	t := ErrnoType(errno)
	if t == nil {
		t = OSError
	}
	e := NewException(t, Int(int64(errno)), Text(message))
	e.Fields()[0], e.Fields()[1] = Int(int64(errno)), Text(message)
	e.Fields()[2], e.Fields()[3] = filename, filename2
	return e
}

func osErrorStr(th *Thread, self Value) (Value, error) {
	e := asExc(self)
	text := func(v Value, repr bool) string {
		if v.IsUnbound() {
			v = None
		}
		var s *Str
		var err error
		if repr {
			s, err = Repr(th, v)
		} else {
			s, err = StrOf(th, v)
		}
		if err != nil {
			return "?"
		}
		return s.s
	}
	no, msg, f1, f2 := e.Fields()[0], e.Fields()[1], e.Fields()[2], e.Fields()[3]
	switch {
	case !f1.IsUnbound() && !f1.IsNone() && !f2.IsUnbound() && !f2.IsNone():
		return Text("[Errno " + text(no, false) + "] " + text(msg, false) + ": " + text(f1, true) + " -> " + text(f2, true)), nil
	case !f1.IsUnbound() && !f1.IsNone():
		return Text("[Errno " + text(no, false) + "] " + text(msg, false) + ": " + text(f1, true)), nil
	case !no.IsUnbound() && !msg.IsUnbound():
		return Text("[Errno " + text(no, false) + "] " + text(msg, false)), nil
	}
	return exceptionStr(th, self)
}

func syntaxErrorInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	if err := exceptionInit(th, self, args, kw); err != nil {
		return err
	}
	e := asExc(self)
	if len(args) >= 1 {
		e.Fields()[0] = args[0]
	}
	if len(args) == 2 {
		info, err := Items(th, args[1])
		if err != nil {
			return err
		}
		switch n := len(info); {
		case n < 4:
			return Raise(TypeError, "function takes at least 4 arguments (%d given)", n)
		case n == 5:
			return Raise(TypeError, "end_offset must be provided when end_lineno is provided")
		case n > 7:
			return Raise(TypeError, "function takes at most 7 arguments (%d given)", n)
		}
		copy(e.Fields()[1:5], info[:4])
		e.Fields()[5], e.Fields()[6], e.Fields()[8] = None, None, None
		if len(info) >= 6 {
			e.Fields()[5], e.Fields()[6] = info[4], info[5]
		}
		if len(info) == 7 {
			e.Fields()[8] = info[6]
		}
	}
	return nil
}

func syntaxErrorStr(th *Thread, self Value) (Value, error) {
	e := asExc(self)
	msg := e.Fields()[0]
	if msg.IsUnbound() {
		msg = None
	}
	s, err := StrOf(th, msg)
	if err != nil {
		return Unbound, err
	}
	file := AsStr(e.Fields()[1])
	line, haveLine := AsInt64(e.Fields()[2])
	if e.Fields()[2].IsUnbound() {
		haveLine = false
	}
	switch {
	case file != nil && haveLine:
		return Text(s.s + " (" + baseName(file.s) + ", line " + strconv.FormatInt(line, 10) + ")"), nil
	case file != nil:
		return Text(s.s + " (" + baseName(file.s) + ")"), nil
	case haveLine:
		return Text(s.s + " (line " + strconv.FormatInt(line, 10) + ")"), nil
	}
	return s.Value(), nil
}

func baseName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

func unicodeErrorInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	e := asExc(self)
	if err := exceptionInit(th, self, args, kw); err != nil {
		return err
	}
	translate := e.Type.IsSubtype(UnicodeTranslateError)
	want := 5
	if translate {
		want = 4
	}
	if len(args) != want {
		return Raise(TypeError, "function takes exactly %d arguments (%d given)", want, len(args))
	}
	fields := e.Fields()
	if translate {
		fields = fields[1:]
	} else if AsStr(args[0]) == nil {
		return Raise(TypeError, "argument 1 must be str, not %s", args[0].Type().TypeName())
	}
	copy(fields, args)
	if e.Type.IsSubtype(UnicodeDecodeError) {
		if AsStr(args[1]) != nil {
			return Raise(TypeError, "a bytes-like object is required, not 'str'")
		}
		if b, ok := BytesData(args[1]); ok && !args[1].IsExact(KindBytes) {
			fields[1] = NewBytes(slices.Clone(b)).Value()
		}
	} else if o := args[want-4]; AsStr(o) == nil {
		return Raise(TypeError, "argument %d must be str, not %s", want-3, o.Type().TypeName())
	}
	for i := want - 3; i < want-1; i++ {
		if _, err := Index(th, args[i]); err != nil {
			return err
		}
	}
	if AsStr(args[want-1]) == nil {
		return Raise(TypeError, "argument %d must be str, not %s", want, args[want-1].Type().TypeName())
	}
	return nil
}

func unicodeErrorStr(th *Thread, self Value) (Value, error) {
	e := asExc(self)
	obj := e.Fields()[1]
	if obj.IsUnbound() {
		return emptyStr.Value(), nil
	}
	// Encoding and reason may be of classes of the program, whose __str__ can do anything.
	var texts [2]string
	for i, v := range []Value{e.Fields()[4], e.Fields()[0]} {
		if v.IsUnbound() || i == 1 && e.Type.IsSubtype(UnicodeTranslateError) {
			continue
		}
		s, err := StrOf(th, v)
		if err != nil {
			return Unbound, err
		}
		texts[i] = s.s
	}
	reason, encoding := texts[0], texts[1]
	obj = e.Fields()[1]
	_, isBytes := BytesData(obj)
	switch decode := e.Type.IsSubtype(UnicodeDecodeError); {
	case obj.IsUnbound():
		return Unbound, Raise(TypeError, "UnicodeError 'object' attribute is not set")
	case decode && (!isBytes || obj.Kind() != KindBytes):
		return Unbound, Raise(TypeError, "UnicodeError 'object' attribute must be a bytes")
	case !decode && AsStr(obj) == nil:
		return Unbound, Raise(TypeError, "UnicodeError 'object' attribute must be a string")
	}
	start, _ := AsInt64(e.Fields()[2])
	end, _ := AsInt64(e.Fields()[3])
	where := "position " + strconv.FormatInt(start, 10)
	one := end == start+1 && start >= 0
	if end != start+1 {
		where = "position " + strconv.FormatInt(start, 10) + "-" + strconv.FormatInt(end-1, 10)
	}
	what := "characters"
	if s := AsStr(obj); s != nil && one && int(start) < s.Len() {
		r := s.RuneAt(int(start))
		switch {
		case r <= 0xff:
			what = "character '\\x" + hexPad(uint64(r), 2) + "'"
		case r <= 0xffff:
			what = "character '\\u" + hexPad(uint64(r), 4) + "'"
		default:
			what = "character '\\U" + hexPad(uint64(r), 8) + "'"
		}
	}
	switch {
	case e.Type.IsSubtype(UnicodeTranslateError):
		return Text("can't translate " + what + " in " + where + ": " + reason), nil
	case e.Type.IsSubtype(UnicodeEncodeError):
		return Text("'" + encoding + "' codec can't encode " + what + " in " + where + ": " + reason), nil
	}
	what = "bytes"
	if one {
		if b := bytesOf(obj); int(start) < len(b) {
			what = "byte 0x" + hexPad(uint64(b[start]), 2)
		}
	}
	return Text("'" + encoding + "' codec can't decode " + what + " in " + where + ": " + reason), nil
}

func hexPad(n uint64, width int) string {
	s := strconv.FormatUint(n, 16)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

// NewUnicodeDecodeError makes the error that a decoder raises for data[start:end].
func NewUnicodeDecodeError(encoding string, data []byte, start, end int, reason string) *Exception {
	e := NewException(UnicodeDecodeError, Text(encoding), NewBytes(data).Value(), Int(int64(start)), Int(int64(end)), Text(reason))
	copy(e.Fields(), e.Args().Items())
	return e
}

// NewUnicodeEncodeError makes the error that an encoder raises for the characters start to end of s.
func NewUnicodeEncodeError(encoding string, s *Str, start, end int, reason string) *Exception {
	e := NewException(UnicodeEncodeError, Text(encoding), s.Value(), Int(int64(start)), Int(int64(end)), Text(reason))
	copy(e.Fields(), e.Args().Items())
	return e
}
