// This file finds the name that was meant: "Did you mean: 'x'?"

package traceback

import (
	"slices"
	"strings"
	"unicode"

	py "github.com/gopy-lang/gopy/runtime"
)

// Bounds of the search, as in CPython: more candidates or longer names are not looked at.
const (
	maxCandidates = 750
	maxNameLength = 40
	moveCost      = 2
	caseCost      = 1
)

// suggestion is what stands behind the message of a NameError, AttributeError or ImportError.
func (f *formatter) suggestion(e *py.Exception) string {
	switch {
	case e.Type.IsSubtype(py.ImportError):
		name := py.AsStr(e.Field("name_from"))
		if name == nil {
			return ""
		}
		return didYouMean(f.importCandidate(e, name.String()))
	case e.Type.IsSubtype(py.NameError):
		name := py.AsStr(e.Field("name"))
		if name == nil {
			return ""
		}
		text := ""
		if e.Traceback != nil && !e.Type.IsSubtype(py.UnboundLocalError) {
			text = didYouMean(f.nameCandidate(e, name.String()))
		}
		if f.isStandardModule(name.String()) {
			if text == "" {
				return ". Did you forget to import '" + name.String() + "'?"
			}
			return strings.TrimSuffix(text, "?") + "? Or did you forget to import '" + name.String() + "'?"
		}
		return text
	case e.Type.IsSubtype(py.AttributeError):
		name, obj := py.AsStr(e.Field("name")), e.Field("obj")
		if name == nil || obj.IsUnbound() {
			return ""
		}
		return didYouMean(f.attributeCandidate(e, obj, name.String()))
	}
	return ""
}

// Suggestion returns what Print would put behind the message of an exception.
func Suggestion(th *py.Thread, e *py.Exception) string {
	return (&formatter{th: th}).suggestion(e)
}

// Distance is the number of changes from one name to another, weighed; above limit it may be any number above limit.
func Distance(a, b string, limit int) int { return distance(a, b, limit) }

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return ". Did you mean: '" + name + "'?"
}

// names lists dir(v), only the strings.
func (f *formatter) names(v py.Value) []string {
	list, found, err := py.CallSpecial(f.th, v, f.th.Interp.Intern("__dir__"))
	if err != nil || !found {
		return nil
	}
	var out []string
	py.ForEach(f.th, list, func(x py.Value) error {
		if s := py.AsStr(x); s != nil {
			out = append(out, s.String())
		}
		return nil
	})
	slices.Sort(out)
	return out
}

func (f *formatter) attributeCandidate(e *py.Exception, obj py.Value, wrong string) string {
	all := f.names(obj)
	hide := !strings.HasPrefix(wrong, "_")
	if hide && e.Traceback != nil {
		tb := e.Traceback
		for tb.Next != nil {
			tb = tb.Next
		}
		// In a method of the object itself, private names are fair candidates.
		if self := localNamed(tb.Frame(), "self"); !self.IsUnbound() && py.Is(self, obj) {
			hide = false
		}
	}
	if hide {
		all = slices.DeleteFunc(all, func(n string) bool { return strings.HasPrefix(n, "_") })
	}
	return closest(all, wrong)
}

func (f *formatter) importCandidate(e *py.Exception, wrong string) string {
	name := py.AsStr(e.Field("name"))
	if name == nil {
		return ""
	}
	// As in CPython, the candidates are those of the top-level package.
	top, _, _ := strings.Cut(name.String(), ".")
	m := f.th.Interp.Modules.GetStr(f.th.Interp.Intern(top))
	if m.IsUnbound() {
		return ""
	}
	all := f.names(m)
	if !strings.HasPrefix(wrong, "_") {
		all = slices.DeleteFunc(all, func(n string) bool { return strings.HasPrefix(n, "_") })
	}
	return closest(all, wrong)
}

// nameCandidate looks among the locals, globals and builtins of the frame that raised.
func (f *formatter) nameCandidate(e *py.Exception, wrong string) string {
	tb := e.Traceback
	for tb.Next != nil {
		tb = tb.Next
	}
	frame := tb.Frame()
	if self := localNamed(frame, "self"); !self.IsUnbound() {
		if v, err := py.GetAttrOr(f.th, self, f.th.Interp.Intern(wrong)); err == nil && !v.IsUnbound() {
			return "self." + wrong
		}
	}
	// The nearest scope comes first: of equally close names its one is meant.
	var all []string
	for i, n := range frame.Code.LocalsPlusNames {
		if frame.State != nil && !frame.State.Local(i).IsUnbound() {
			all = append(all, n)
		}
	}
	for _, d := range []*py.Dict{py.AsDict(frame.Locals), frame.Globals, frame.Builtins} {
		if d == nil {
			continue
		}
		for pos := 0; ; {
			k, _, ok := d.Next(&pos)
			if !ok {
				break
			}
			if s := py.AsStr(k); s != nil {
				all = append(all, s.String())
			}
		}
	}
	return closest(all, wrong)
}

func localNamed(frame *py.Frame, name string) py.Value {
	if frame.State == nil {
		return py.Unbound
	}
	for i, n := range frame.Code.LocalsPlusNames {
		if n == name {
			return frame.State.Local(i)
		}
	}
	return py.Unbound
}

// closest returns the candidate that takes the fewest changes, "" when all are too far off.
func closest(candidates []string, wrong string) string {
	if len(candidates) > maxCandidates || len(wrong) > maxNameLength {
		return ""
	}
	best, bestDistance := "", -1
	for _, c := range candidates {
		if c == wrong {
			continue
		}
		limit := (len(c) + len(wrong) + 3) * moveCost / 6
		if bestDistance >= 0 {
			limit = min(limit, bestDistance-1)
		}
		d := distance(wrong, c, limit)
		if d > limit {
			continue
		}
		if bestDistance < 0 || d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// distance is the Levenshtein distance with cheaper changes of case; above limit it may be any number above limit.
func distance(a, b string, limit int) int {
	if a == b {
		return 0
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return moveCost * (len(a) + len(b))
	}
	if len(a) > maxNameLength || len(b) > maxNameLength {
		return limit + 1
	}
	if len(b) < len(a) {
		a, b = b, a
	}
	if (len(b)-len(a))*moveCost > limit {
		return limit + 1
	}
	row := make([]int, len(a))
	for i := range row {
		row[i] = (i + 1) * moveCost
	}
	result := 0
	for i := 0; i < len(b); i++ {
		result = i * moveCost
		diagonal := result
		least := 1 << 30
		for j := 0; j < len(a); j++ {
			substitute := diagonal + changeCost(b[i], a[j])
			diagonal = row[j]
			result = min(substitute, min(result, diagonal)+moveCost)
			row[j] = result
			least = min(least, result)
		}
		if least > limit {
			return limit + 1
		}
	}
	return result
}

func changeCost(a, b byte) int {
	switch {
	case a == b:
		return 0
	case unicode.ToLower(rune(a)) == unicode.ToLower(rune(b)):
		return caseCost
	}
	return moveCost
}

// isStandardModule looks a name up in sys.stdlib_module_names.
func (f *formatter) isStandardModule(name string) bool {
	all := f.th.Interp.Sys.Get(f.th, "stdlib_module_names")
	if all.IsUnbound() {
		return false
	}
	yes, err := py.Contains(f.th, all, py.Text(name))
	return err == nil && yes
}
