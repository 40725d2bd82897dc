// This file does at a session's start what module site does, without that module unless there is something for it to do.

package gopy

import (
	"path/filepath"

	"github.com/gopy-lang/gopy/internal/traceback"
	py "github.com/gopy-lang/gopy/runtime"
)

// Site runs module site, which extends sys.path and imports sitecustomize, if the machine has a folder of packages or such a module;
// ahead is how many entries at the front of sys.path are none of site's business: a script's own folder.
func (i *Interpreter) Site(ahead int) error {
	flags := i.in.Config.Flags
	if flags.NoSite != 0 {
		return nil
	}
	th := i.in.Main
	if flags.Isolated == 0 {
		i.in.Sys.Set(th, "__interactivehook__", py.NewBuiltin(lineEditorHook, py.Text("site")))
	}
	path := py.AsList(i.in.Sys.Get(th, "path"))
	if path == nil || !i.siteNeeded(path.Items()[min(ahead, path.Len()):]) {
		return nil
	}
	front := append([]py.Value(nil), path.Items()[:min(ahead, path.Len())]...)
	path.SetItems(path.Items()[len(front):])
	site, err := i.in.Importer.Import(th, i.in.Intern("site"), py.None, py.None, py.None, 0)
	if err == nil {
		_, err = py.CallMethod(th, site, "main")
	}
	if path = py.AsList(i.in.Sys.Get(th, "path")); path != nil {
		path.SetItems(append(front, path.Items()...))
	}
	return err
}

// lineEditorHook is sys.__interactivehook__, which module site documents: gopy's line editor needs no preparation.
var lineEditorHook = py.Def("register_readline()", "Prepare the prompt's line editor, which is always ready.", func(th *py.Thread, a []py.Value) (py.Value, error) {
	return py.None, nil
})

// versionFolder is what folders for modules of this version of the language are called.
const versionFolder = "python3.14"

// siteNeeded reports whether there is a folder of packages, or a module that adapts sessions.
func (i *Interpreter) siteNeeded(path []py.Value) bool {
	host, cfg := i.in.Host, i.in.Config
	isDir := func(folder string) bool {
		info, err := host.Stat(folder)
		return err == nil && info.IsDir()
	}
	packages := filepath.Join("lib", versionFolder, "site-packages")
	if cfg.Prefix != "" && isDir(filepath.Join(cfg.Prefix, packages)) {
		return true
	}
	if cfg.Flags.NoUserSite == 0 {
		base, _ := host.LookupEnv("PYTHONUSERBASE")
		if home, ok := host.LookupEnv("HOME"); base == "" && ok {
			base = filepath.Join(home, ".local")
		}
		if base != "" && isDir(filepath.Join(base, packages)) {
			return true
		}
	}
	for _, v := range path {
		entry := py.AsStr(v)
		if entry == nil || entry.String() == cfg.Library {
			continue
		}
		for _, name := range []string{"sitecustomize", "usercustomize"} {
			for _, suffix := range []string{".py", ".pyc", "/__init__.py"} {
				if _, err := host.Stat(filepath.Join(entry.String(), name+suffix)); err == nil {
					return true
				}
			}
		}
	}
	return false
}

// InteractiveHook calls sys.__interactivehook__, as the prompt does when it starts.
func (i *Interpreter) InteractiveHook() {
	th := i.in.Main
	hook := i.in.Sys.Get(th, "__interactivehook__")
	if hook.IsUnbound() {
		return
	}
	if _, err := py.CallArgs(th, hook); err != nil {
		traceback.WriteStderr(th, "Failed calling sys.__interactivehook__\n")
		i.ReportAny(err)
	}
}
