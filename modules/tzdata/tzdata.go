// Package tzdata is the module _tzdata: the time zone data that come with gopy, for machines without data of their own.
// The archive is that of Go's distribution, made from the IANA time zone database.
package tzdata

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"io"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

//go:embed zoneinfo.zip
var archive []byte

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_tzdata",
	Doc:       "The time zone data that come with gopy.",
	Functions: functions,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("load($module, key, /)", "Return the data of a time zone (TZif, RFC 9636), None if there is none of that name.", load),
		py.Def("names($module, /)", "Return the names of all time zones.", names),
	}
}

func open() (*zip.Reader, error) { return zip.NewReader(bytes.NewReader(archive), int64(len(archive))) }

func load(th *py.Thread, a []py.Value) (py.Value, error) {
	key := py.AsStr(a[0])
	if key == nil {
		return py.Unbound, py.Raise(py.TypeError, "key must be str, not %s", a[0].Type().Name)
	}
	files, err := open()
	if err != nil {
		return py.Unbound, err
	}
	name := key.String()
	if name == "" || strings.HasSuffix(name, "/") {
		return py.None, nil
	}
	f, err := files.Open(name)
	if err != nil {
		return py.None, nil
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return py.None, nil // a folder
	}
	return py.NewBytes(data).Value(), nil
}

func names(th *py.Thread, _ []py.Value) (py.Value, error) {
	files, err := open()
	if err != nil {
		return py.Unbound, err
	}
	var found []py.Value
	for _, f := range files.File {
		if !strings.HasSuffix(f.Name, "/") {
			found = append(found, py.Text(f.Name))
		}
	}
	return py.NewList(found).Value(), nil
}
