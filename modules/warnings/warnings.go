// Package warnings is the Python module _warnings: the part of the warnings system that the interpreter itself needs (library
// reference, "warnings"). Filters live in a Python list that module warnings edits.
package warnings

import (
	"strconv"
	"strings"

	"github.com/gopy-lang/gopy/internal/traceback"
	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares _warnings.
var Module = &py.ModuleDef{
	Name:      "_warnings",
	Doc:       "The interpreter's part of the warnings system.",
	Functions: functions,
	Exec:      fill,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())", "Issue a warning about the running code.", warn),
		py.Def("warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)", "Issue a warning about a line of a file.", warnExplicit),
		py.Def("_filters_mutated_lock_held()", "Forget what was decided by filters that have changed.", mutated),
		py.Def("_acquire_lock()", "Take the lock of the filters.", acquire),
		py.Def("_release_lock()", "Give the lock of the filters back.", release),
	}
}

// state is what an interpreter keeps of warnings.
type state struct {
	module  *py.Module
	version int64 // of the filters
	locked  int   // how often the lock was taken; threads take turns, so nobody has to wait for it
}

// Install makes module _warnings and lets the interpreter issue its warnings through it.
func Install(th *py.Thread) error {
	m, err := th.MakeModule(Module)
	if err != nil {
		return err
	}
	th.Interp.Modules.SetStr(th.Interp.Intern("_warnings"), m.Value())
	return nil
}

func fill(th *py.Thread, m *py.Module) error {
	s := &state{module: m}
	m.State = s
	var filters []py.Value
	add := func(action string, category *py.Type, module string) {
		mod := py.None
		if module != "" {
			mod = py.Text(module)
		}
		filters = append(filters, py.TupleOf(py.Text(action), py.None, category.Value(), mod, py.Int(0)).Value())
	}
	add("default", py.DeprecationWarning, "__main__")
	add("ignore", py.DeprecationWarning, "")
	add("ignore", py.PendingDeprecationWarning, "")
	add("ignore", py.ImportWarning, "")
	add("ignore", py.ResourceWarning, "")
	list := py.NewList(filters)
	for _, o := range th.Interp.Config.WarnOpts {
		if f, problem := parseOption(th, o); problem != "" {
			// CPython reports a bad option and goes on.
			traceback.WriteStderr(th, "Invalid -W option ignored: "+problem+"\n")
		} else {
			list.SetItems(append([]py.Value{f}, list.Items()...))
		}
	}
	m.Set(th, "filters", list.Value())
	m.Set(th, "_defaultaction", py.Text("default"))
	m.Set(th, "_onceregistry", py.NewDict().Value())
	m.Set(th, "_warnings_context", py.None)
	th.Interp.Warner = s
	return nil
}

// actions are the words of a filter; -W takes unambiguous beginnings.
var actions = []string{"default", "always", "all", "ignore", "module", "once", "error"}

// parseOption converts -W action:message:category:module:line to a filter.
func parseOption(th *py.Thread, option string) (py.Value, string) {
	parts := strings.Split(option, ":")
	if len(parts) > 5 {
		return py.Unbound, "too many fields (max 5): '" + option + "'"
	}
	for len(parts) < 5 {
		parts = append(parts, "")
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	action := parts[0]
	switch {
	case action == "":
		action = "default"
	case action == "all":
		action = "always"
	default:
		full := ""
		for _, a := range actions {
			if strings.HasPrefix(a, action) {
				full = a
				break
			}
		}
		if full == "" {
			return py.Unbound, "invalid action: '" + action + "'"
		}
		action = full
	}
	category := py.Warning
	if name := parts[2]; name != "" {
		v := th.Interp.Builtins.Get(th, name)
		t := py.AsType(v)
		if v.IsUnbound() || t == nil || !t.IsSubtype(py.Warning) {
			if v.IsUnbound() {
				return py.Unbound, "unknown warning category: '" + name + "'"
			}
			return py.Unbound, "invalid warning category: '" + name + "'"
		}
		category = t
	}
	line := 0
	if parts[4] != "" {
		n, err := strconv.Atoi(parts[4])
		if err != nil || n < 0 {
			return py.Unbound, "invalid lineno '" + parts[4] + "'"
		}
		line = n
	}
	text := func(s string) py.Value {
		if s == "" {
			return py.None
		}
		return py.Text(s)
	}
	return py.TupleOf(py.Text(action), text(parts[1]), category.Value(), text(parts[3]), py.Int(int64(line))).Value(), ""
}

func warn(th *py.Thread, a []py.Value) (py.Value, error) {
	message, category, level, source, prefixes := a[0], a[1], a[2], a[3], py.AsTuple(a[4])
	if prefixes == nil {
		return py.Unbound, py.Raise(py.TypeError, "warn() argument 'skip_file_prefixes' must be tuple, not %s", a[4].Type().TypeName())
	}
	for _, p := range prefixes.Items() {
		if py.AsStr(p) == nil {
			return py.Unbound, py.Raise(py.TypeError, "Found non-str '%s' in skip_file_prefixes.", p.Type().TypeName())
		}
	}
	n, err := py.AsInt(th, level)
	if err != nil {
		return py.Unbound, err
	}
	t, err := categoryOf(message, category)
	if err != nil {
		return py.Unbound, err
	}
	if prefixes.Len() > 0 && n < 2 {
		n = 2
	}
	return py.None, th.Interp.Warner.(*state).warnAt(th, t, message, n, source, prefixes)
}

// categoryOf checks the category argument, or takes the class of the message.
func categoryOf(message, category py.Value) (*py.Type, error) {
	if py.IsInstance(message, py.Warning) {
		return message.Type(), nil
	}
	if category.IsNone() {
		return py.UserWarning, nil
	}
	t := py.AsType(category)
	if t == nil {
		return nil, py.Raise(py.TypeError, "category must be a Warning subclass, not '%s'", category.Type().TypeName())
	}
	if !t.IsSubtype(py.Warning) {
		return nil, py.Raise(py.TypeError, "category must be a Warning subclass, not '%s'", category.Type().TypeName())
	}
	return t, nil
}

// Warn implements py.Warner.
func (s *state) Warn(th *py.Thread, category *py.Type, message py.Value, level int, source py.Value) error {
	return s.warnAt(th, category, message, level, source, py.EmptyTuple())
}

// warnAt finds the frame to blame.
func (s *state) warnAt(th *py.Thread, category *py.Type, message py.Value, level int, source py.Value, prefixes *py.Tuple) error {
	f := blamed(th, level-1, prefixes)
	if f == nil {
		return s.WarnExplicit(th, category, message, "<sys>", 0, "sys", py.None, source, "")
	}
	key := th.Interp.Intern("__warningregistry__")
	registry := f.Globals.GetStr(key)
	if registry.IsUnbound() {
		registry = py.NewDict().Value()
		f.Globals.SetStr(key, registry)
	}
	module := "<string>"
	if n := py.AsStr(f.Globals.GetStr(th.Interp.Intern("__name__"))); n != nil {
		module = n.String()
	}
	text := ""
	line := f.Line()
	if lines := traceback.Lines(th, f.Code); line >= 1 && line <= len(lines) {
		text = lines[line-1]
	}
	return s.WarnExplicit(th, category, message, f.Code.Filename, line, module, registry, source, text)
}

// blamed returns the frame that is so many calls up, nil when there are not as many. Frames of the import system and of files
// to skip don't count.
func blamed(th *py.Thread, up int, prefixes *py.Tuple) *py.Frame {
	depth := 0
	f := th.Interp.Eval.CurrentFrame(th, depth)
	passed := func(name string) bool { return ofImport(name) || skipped(name, prefixes) }
	if f != nil && up > 0 && ofImport(f.Code.Filename) {
		passed = func(string) bool { return false } // the import system itself warns: each frame counts
	}
	for ; f != nil && up > 0; up-- {
		for {
			depth++
			f = th.Interp.Eval.CurrentFrame(th, depth)
			if f == nil || !passed(f.Code.Filename) {
				break
			}
		}
	}
	return f
}

func ofImport(filename string) bool {
	return strings.Contains(filename, "importlib") && strings.Contains(filename, "_bootstrap")
}

func skipped(filename string, prefixes *py.Tuple) bool {
	for _, p := range prefixes.Items() {
		if strings.HasPrefix(filename, py.AsStr(p).String()) {
			return true
		}
	}
	return false
}

func warnExplicit(th *py.Thread, a []py.Value) (py.Value, error) {
	filename := py.AsStr(a[2])
	if filename == nil {
		return py.Unbound, py.Raise(py.TypeError, "warn_explicit() argument 3 must be str, not %s", a[2].Type().TypeName())
	}
	line, err := py.AsInt(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	category, err := categoryOf(a[0], a[1])
	if err != nil {
		return py.Unbound, err
	}
	module := ""
	if m := py.AsStr(a[4]); m != nil {
		module = m.String()
	}
	s, text := th.Interp.Warner.(*state), ""
	if !a[6].IsNone() {
		space := py.AsDict(a[6])
		if space == nil {
			return py.Unbound, py.Raise(py.TypeError, "module_globals must be a dict, not '%s'", a[6].Type().TypeName())
		}
		if text, err = sourceLine(th, space, line); err != nil {
			return py.Unbound, err
		}
	}
	return py.None, s.WarnExplicit(th, category, a[0], filename.String(), line, module, a[5], a[7], text)
}

// sourceLine asks the loader of a module for a line, "" when it doesn't know. What the module says of its loader must be of one mind.
func sourceLine(th *py.Thread, space *py.Dict, line int) (string, error) {
	loader, err := loaderOf(th, space)
	name := space.GetStr(th.Interp.Intern("__name__"))
	if err != nil || loader.IsUnbound() || loader.IsNone() || name.IsUnbound() {
		return "", err
	}
	get, err := py.GetAttrOr(th, loader, th.Interp.Intern("get_source"))
	if err != nil || get.IsUnbound() {
		return "", err
	}
	source, err := py.CallArgs(th, get, name)
	if err != nil || source.IsNone() {
		return "", err
	}
	lines, err := py.CallMethod(th, source, "splitlines")
	if err != nil {
		return "", err
	}
	if list := py.AsList(lines); list != nil && line >= 1 && line <= list.Len() {
		if text := py.AsStr(list.Items()[line-1]); text != nil {
			return text.String(), nil
		}
	}
	return "", nil
}

// loaderOf returns a module's loader: that of its __spec__. A __loader__ without it, or another one, is deprecated.
func loaderOf(th *py.Thread, space *py.Dict) (py.Value, error) {
	const missing = "Module globals is missing a __spec__.loader"
	loader, spec := space.GetStr(th.Interp.Intern("__loader__")), space.GetStr(th.Interp.Intern("__spec__"))
	if (loader.IsUnbound() || loader.IsNone()) && spec.IsUnbound() {
		return py.Unbound, nil
	}
	if name := py.AsStr(space.GetStr(th.Interp.Intern("__name__"))); name != nil && name.String() == "__main__" && spec.IsNone() {
		return loader, nil // a script, or the text of -c
	}
	own := py.Unbound
	if !spec.IsUnbound() {
		var err error
		if own, err = py.GetAttrOr(th, spec, th.Interp.Intern("loader")); err != nil {
			return py.Unbound, err
		}
	}
	deprecated := func(text string) (py.Value, error) {
		return loader, py.Warn(th, py.DeprecationWarning, text, 2)
	}
	switch {
	case loader.IsUnbound() && own.IsUnbound() && !spec.IsNone():
		return py.Unbound, py.Raise(py.AttributeError, missing)
	case loader.IsUnbound() || loader.IsNone():
		if own.IsUnbound() || own.IsNone() {
			return py.Unbound, py.Raise(py.ValueError, missing)
		}
		return own, nil
	case own.IsUnbound() || own.IsNone():
		return deprecated(missing)
	case own != loader:
		return deprecated("Module globals; __loader__ != __spec__.loader")
	}
	return loader, nil
}

func mutated(th *py.Thread, a []py.Value) (py.Value, error) {
	th.Interp.Warner.(*state).version++
	return py.None, nil
}

func acquire(th *py.Thread, a []py.Value) (py.Value, error) {
	th.Interp.Warner.(*state).locked++
	return py.None, nil
}

func release(th *py.Thread, a []py.Value) (py.Value, error) {
	s := th.Interp.Warner.(*state)
	if s.locked == 0 {
		return py.Unbound, py.Raise(py.RuntimeError, "cannot release un-acquired lock")
	}
	s.locked--
	return py.None, nil
}

// WarnExplicit implements py.Warner: it applies the filters.
func (s *state) WarnExplicit(th *py.Thread, category *py.Type, message py.Value, filename string, line int, module string, registry, source py.Value, sourceText string) error {
	in := th.Interp
	text, err := py.StrOf(th, message)
	if err != nil {
		return err
	}
	instance := message
	if !py.IsInstance(message, py.Warning) {
		if instance, err = py.CallArgs(th, category.Value(), message); err != nil {
			return err
		}
	}
	if module == "" {
		module = strings.TrimSuffix(filename, ".py")
		if filename == "" {
			module = "<unknown>"
		}
	}
	reg := py.AsDict(registry)
	key := py.TupleOf(text.Value(), category.Value(), py.Int(int64(line))).Value()
	if reg != nil {
		seen, err := s.already(th, reg, key)
		if err != nil || seen {
			return err
		}
	}
	action, err := s.action(th, category, text.String(), module, line)
	if err != nil {
		return err
	}
	switch action {
	case "ignore":
		return nil
	case "error":
		return py.ErrorAs(py.AsException(instance))
	case "always", "all":
	case "once", "module", "default":
		if reg != nil {
			if err := reg.SetItem(th, key, py.True); err != nil {
				return err
			}
		}
		if action == "default" {
			break
		}
		book := reg
		if book == nil && action == "once" {
			given := s.public(th, "onceregistry", "_onceregistry")
			if book = py.AsDict(given); book == nil {
				return py.Raise(py.TypeError, "_warnings.onceregistry must be a dict, not '%s'", given.Type().TypeName())
			}
		}
		if book == nil {
			break
		}
		known, err := s.already(th, book, py.TupleOf(text.Value(), category.Value()).Value())
		if err != nil || known {
			return err
		}
		if err := book.SetItem(th, py.TupleOf(text.Value(), category.Value()).Value(), py.True); err != nil {
			return err
		}
	default:
		return py.Raise(py.RuntimeError, "Unrecognized action ('%s') in warnings.filters:\n 'tuple'", action)
	}
	if mod := in.Modules.GetStr(in.Intern("warnings")); !mod.IsUnbound() {
		fn, err := py.GetAttrOr(th, mod, in.Intern("_showwarnmsg"))
		if err != nil {
			return err
		}
		if !fn.IsUnbound() {
			return s.showByModule(th, mod, fn, instance, category, filename, line, source)
		}
	}
	return show(th, category, text.String(), filename, line, sourceText)
}

// already reports whether the registry of a module says that the warning was shown.
func (s *state) already(th *py.Thread, reg *py.Dict, key py.Value) (bool, error) {
	version := th.Interp.Intern("version")
	if v := reg.GetStr(version); v.IsUnbound() || !v.IsSmallInt() || v.SmallInt() != s.version {
		reg.Clear()
		reg.SetStr(version, py.Int(s.version))
		return false, nil
	}
	v, err := reg.GetItem(th, key)
	if err != nil || v.IsUnbound() {
		return false, err
	}
	return py.Truth(th, v)
}

// action is what the first filter that fits says.
func (s *state) action(th *py.Thread, category *py.Type, text, module string, line int) (string, error) {
	filters := s.public(th, "filters", "filters")
	list := py.AsList(filters)
	if list == nil {
		return "", py.Raise(py.ValueError, "_warnings.filters must be a list")
	}
	for i := 0; i < list.Len(); i++ { // patterns are called: the list may change meanwhile
		f := py.AsTuple(list.Items()[i])
		if f == nil || f.Len() != 5 {
			return "", py.Raise(py.ValueError, "_warnings.filters item %d isn't a 5-tuple", i)
		}
		fits, err := py.IsSubclassOf(th, category.Value(), f.At(2)) // one class, or a tuple of them
		if err != nil {
			return "", err
		}
		if n, _ := py.AsInt64(f.At(4)); !fits || n != 0 && int(n) != line {
			continue
		}
		okText, err := matches(th, f.At(1), text, true)
		if err != nil {
			return "", err
		}
		okModule, err := matches(th, f.At(3), module, false)
		if err != nil {
			return "", err
		}
		if okText && okModule {
			a := py.AsStr(f.At(0))
			if a == nil {
				return "", py.Raise(py.TypeError, "action must be a string, not '%s'", f.At(0).Type().TypeName())
			}
			return a.String(), nil
		}
	}
	action := s.public(th, "defaultaction", "_defaultaction")
	d := py.AsStr(action)
	if d == nil {
		return "", py.Raise(py.TypeError, "_warnings.defaultaction must be a string, not '%s'", action.Type().TypeName())
	}
	return d.String(), nil
}

// public returns an attribute of module warnings, which programs may have replaced; what it was last when it has been deleted, or while
// there is no such module.
func (s *state) public(th *py.Thread, name, own string) py.Value {
	if mod := th.Interp.Modules.GetStr(th.Interp.Intern("warnings")); !mod.IsUnbound() {
		if v, err := py.GetAttrOr(th, mod, th.Interp.Intern(name)); err == nil && !v.IsUnbound() {
			s.module.Set(th, own, v)
		}
	}
	return s.module.Get(th, own)
}

// matches applies a filter's pattern: None, a text to equal (or, for messages, to begin with), or a compiled regular expression.
func matches(th *py.Thread, pattern py.Value, text string, begin bool) (bool, error) {
	if pattern.IsNone() {
		return true, nil
	}
	if s := py.AsStr(pattern); s != nil {
		if begin {
			return strings.HasPrefix(strings.ToLower(text), strings.ToLower(s.String())), nil
		}
		return s.String() == text, nil
	}
	m, err := py.CallMethod(th, pattern, "match", py.Text(text))
	if err != nil {
		return false, err
	}
	return py.Truth(th, m)
}

// showByModule shows a warning by warnings._showwarnmsg, which programs may have replaced.
func (s *state) showByModule(th *py.Thread, mod, fn, instance py.Value, category *py.Type, filename string, line int, source py.Value) error {
	cls, err := py.GetAttrString(th, mod, "WarningMessage")
	if err != nil {
		return err
	}
	msg, err := py.CallArgs(th, cls, instance, category.Value(), py.Text(filename), py.Int(int64(line)), py.None, py.None, source)
	if err != nil {
		return err
	}
	_, err = py.CallArgs(th, fn, msg)
	return err
}

// show writes "file:line: Category: text" and the source line to sys.stderr.
func show(th *py.Thread, category *py.Type, text, filename string, line int, sourceText string) error {
	out := filename + ":" + strconv.Itoa(line) + ": " + category.ShortName() + ": " + text + "\n"
	if strings.HasPrefix(filename, "<") && !strings.HasPrefix(filename, "<stdlib>") {
		sourceText = "" // CPython shows here what it finds in a file
	} else if sourceText == "" {
		if lines := traceback.FileLines(th, filename); line >= 1 && line <= len(lines) {
			sourceText = lines[line-1]
		}
	}
	if t := strings.TrimSpace(sourceText); t != "" {
		out += "  " + t + "\n"
	}
	traceback.WriteStderr(th, out)
	return nil
}
