// This file holds strftime.

package time

import (
	"github.com/gopy-lang/gopy/internal/strftime"
	py "github.com/gopy-lang/gopy/runtime"
)

func formatTime(th *py.Thread, a []py.Value, kw *py.Tuple) (py.Value, error) {
	switch {
	case kw != nil && kw.Len() > 0:
		return py.Unbound, py.Raise(py.TypeError, "time.strftime() takes no keyword arguments")
	case len(a) == 0:
		return py.Unbound, py.Raise(py.TypeError, "strftime() takes at least 1 argument (0 given)")
	case len(a) > 2:
		return py.Unbound, py.Raise(py.TypeError, "strftime() takes at most 2 arguments (%d given)", len(a))
	}
	format := py.AsStr(a[0])
	if format == nil {
		return py.Unbound, py.Raise(py.TypeError, "strftime() argument 1 must be str, not %s", a[0].Type().TypeName())
	}
	var f strftime.Fields
	if len(a) == 1 {
		f = strftime.Of(th.Interp.Host.Now().In(strftime.Location(th)))
	} else {
		var err error
		if f, err = fieldsArgument(th, "strftime", a[1]); err == nil {
			err = check(&f)
		}
		if err != nil {
			return py.Unbound, err
		}
	}
	text, err := f.Format(th, format.String())
	return py.Text(text), err
}
