// This file does at a session's start what module site does, without that module unless there is something for it to do.

package gopy

import (
	"path/filepath"
	"strings"

	"github.com/gopy-lang/gopy/internal/traceback"
	py "github.com/gopy-lang/gopy/runtime"
)

// Site runs module site, which extends sys.path and imports sitecustomize, if the machine has a folder of packages or such a module;
// ahead is how many entries at the front of sys.path are none of site's business: a script's own folder.
func (i *Interpreter) Site(ahead int) error {
	i.site, i.ahead = true, ahead
	flags := i.in.Config.Flags
	if flags.NoSite != 0 {
		return nil
	}
	th := i.in.Main
	if flags.Isolated == 0 {
		i.in.Sys.Set(th, "__interactivehook__", py.NewBuiltin(lineEditorHook, py.Text("site")))
	}
	path := py.AsList(i.in.Sys.Get(th, "path"))
	if path == nil {
		return nil
	}
	packages := i.packageFolders()
	places := append([]string(nil), packages...)
	for _, v := range path.Items()[min(ahead, path.Len()):] {
		if s := py.AsStr(v); s != nil && s.String() != i.in.Config.Library {
			places = append(places, s.String())
		}
	}
	if !i.siteNeeded(packages, places) {
		items := path.Items()
		for _, folder := range packages {
			items = append(items, py.Text(folder))
		}
		path.SetItems(items)
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

// packageFolders returns the folders of packages that there are: the user's, then that of all users.
func (i *Interpreter) packageFolders() []string {
	host, cfg := i.in.Host, i.in.Config
	packages := filepath.Join("lib", versionFolder, "site-packages")
	var bases []string
	if cfg.Flags.NoUserSite == 0 {
		base, _ := host.LookupEnv("PYTHONUSERBASE")
		if home, ok := host.LookupEnv("HOME"); base == "" && ok {
			base = filepath.Join(home, ".local")
		}
		bases = append(bases, base)
	}
	var found []string
	for _, base := range append(bases, cfg.Prefix) {
		folder := filepath.Join(base, packages)
		if info, err := host.Stat(folder); base != "" && err == nil && info.IsDir() {
			found = append(found, folder)
		}
	}
	return found
}

// siteNeeded reports whether there is something for module site to do: .pth files in folders of packages, or a module that adapts sessions
// in one of the places.
func (i *Interpreter) siteNeeded(packages, places []string) bool {
	host := i.in.Host
	for _, folder := range packages {
		names, err := host.ReadDir(folder)
		for _, entry := range names {
			if err != nil || strings.HasSuffix(entry.Name, ".pth") {
				return true
			}
		}
	}
	for _, place := range places {
		for _, name := range []string{"sitecustomize", "usercustomize"} {
			for _, suffix := range []string{".py", ".pyc", "/__init__.py"} {
				if _, err := host.Stat(filepath.Join(place, name+suffix)); err == nil {
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
