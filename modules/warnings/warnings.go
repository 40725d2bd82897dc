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
	Name: "_warnings",
	Doc:  "The interpreter's part of the warnings system.",
	Functions: []*py.MethodDef{
		py.Def("warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())", "Issue a warning about the running code.", warn),
		py.Def("warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)", "Issue a warning about a line of a file.", warnExplicit),
		py.Def("_filters_mutated_lock_held()", "Forget what was decided by filters that have changed.", mutated),
		py.Def("_acquire_lock()", "Take the lock of the filters.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("_release_lock()", "Give the lock of the filters back.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
	},
	Exec: fill,
}

// state is what an interpreter keeps of warnings.
type state struct {
	module  *py.Module
	version int64 // of the filters
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
		return py.Unbound, py.Raise(py.TypeError, "skip_file_prefixes must be a tuple of strs.")
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
		return nil, py.Raise(py.TypeError, "category must be a Warning subclass, not class '%s'", t.TypeName())
	}
	return t, nil
}

// Warn implements py.Warner.
func (s *state) Warn(th *py.Thread, category *py.Type, message py.Value, level int, source py.Value) error {
	return s.warnAt(th, category, message, level, source, py.EmptyTuple())
}

// warnAt finds the frame to blame.
func (s *state) warnAt(th *py.Thread, category *py.Type, message py.Value, level int, source py.Value, prefixes *py.Tuple) error {
	depth := max(level-1, 0)
	f := th.Interp.Eval.CurrentFrame(th, depth)
	for f != nil && skipped(f.Code.Filename, prefixes) {
		depth++
		f = th.Interp.Eval.CurrentFrame(th, depth)
	}
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

func skipped(filename string, prefixes *py.Tuple) bool {
	for _, p := range prefixes.Items() {
		if s := py.AsStr(p); s != nil && strings.HasPrefix(filename, s.String()) {
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
	return py.None, th.Interp.Warner.(*state).WarnExplicit(th, category, a[0], filename.String(), line, module, a[5], a[7], "")
}

func mutated(th *py.Thread, a []py.Value) (py.Value, error) {
	th.Interp.Warner.(*state).version++
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
	remember := func(d *py.Dict, k py.Value) error { return d.SetItem(th, k, py.True) }
	switch action {
	case "ignore":
		return nil
	case "error":
		return py.ErrorAs(py.AsException(instance))
	case "always", "all":
	case "once":
		once := py.AsDict(s.module.Get(th, "_onceregistry"))
		k := py.TupleOf(text.Value(), category.Value()).Value()
		if v, err := once.GetItem(th, k); err != nil || !v.IsUnbound() {
			return err
		}
		if err := remember(once, k); err != nil {
			return err
		}
	case "module":
		if reg != nil {
			k := py.TupleOf(text.Value(), category.Value(), py.Int(0)).Value()
			if v, err := reg.GetItem(th, k); err != nil || !v.IsUnbound() {
				return err
			}
			if err := remember(reg, k); err != nil {
				return err
			}
		}
	case "default":
		if reg != nil {
			if err := remember(reg, key); err != nil {
				return err
			}
		}
	default:
		return py.Raise(py.RuntimeError, "Unrecognized action ('%s') in warnings.filters:\n 'tuple'", action)
	}
	if mod := in.Modules.GetStr(in.Intern("warnings")); !mod.IsUnbound() {
		return s.showByModule(th, mod, instance, category, filename, line, source)
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
	filters := s.module.Get(th, "filters")
	if mod := th.Interp.Modules.GetStr(th.Interp.Intern("warnings")); !mod.IsUnbound() {
		if v, err := py.GetAttrOr(th, mod, th.Interp.Intern("filters")); err == nil && !v.IsUnbound() {
			filters = v
		}
	}
	list := py.AsList(filters)
	if list == nil {
		return "", py.Raise(py.ValueError, "_warnings.filters must be a list")
	}
	for i, v := range list.Items() {
		f := py.AsTuple(v)
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
			if a := py.AsStr(f.At(0)); a != nil {
				return a.String(), nil
			}
		}
	}
	if d := py.AsStr(s.module.Get(th, "_defaultaction")); d != nil {
		return d.String(), nil
	}
	return "default", nil
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
func (s *state) showByModule(th *py.Thread, mod, instance py.Value, category *py.Type, filename string, line int, source py.Value) error {
	fn, err := py.GetAttrString(th, mod, "_showwarnmsg")
	if err != nil {
		return err
	}
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
	if sourceText == "" {
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
