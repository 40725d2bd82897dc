// This file tells what is a module of CPython's library that gopy doesn't have yet: an import that fails says so.

package importlib

import (
	"slices"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// elsewhere are the modules in sys.stdlib_module_names that CPython has on other systems only, or not in each build.
const elsewhere = "_android_support _apple_support _ios_support _osx_support _overlapped _scproxy _winapi _wmi msvcrt nt winreg winsound"

// submodules are the modules in packages of CPython's library that programs import.
const submodules = `
compression.bz2 compression.gzip compression.lzma compression.zlib compression.zstd concurrent.futures concurrent.futures.interpreter
concurrent.futures.process concurrent.futures.thread concurrent.interpreters dbm.gnu dbm.ndbm dbm.sqlite3 html.entities html.parser http.client
http.cookiejar http.cookies http.server importlib.abc importlib.machinery importlib.metadata importlib.metadata.diagnose importlib.readers importlib.resources
importlib.resources.abc importlib.resources.readers importlib.resources.simple importlib.simple importlib.util multiprocessing.dummy multiprocessing.forkserver multiprocessing.heap
multiprocessing.popen_fork multiprocessing.popen_forkserver multiprocessing.popen_spawn_posix multiprocessing.resource_sharer
multiprocessing.resource_tracker multiprocessing.shared_memory multiprocessing.sharedctypes urllib.error urllib.parse
urllib.request urllib.response urllib.robotparser xml.dom xml.dom.minidom xml.dom.pulldom xml.dom.xmlbuilder xml.dom.expatbuilder
re._casefix re._compiler re._constants re._parser xml.sax xml.sax.expatreader xml.sax.handler xml.sax.saxutils xml.sax.xmlreader`

// compiled are modules that CPython's library can't supply: they are extensions in C, which gopy doesn't load, or rely on such.
const compiled = "ctypes curses dbm.gnu dbm.ndbm dbm.sqlite3 idlelib multiprocessing.sharedctypes readline sqlite3 ssl tkinter tracemalloc turtle turtledemo concurrent.interpreters"

// Absence returns what a ModuleNotFoundError adds about a module that CPython has and gopy doesn't, "" for others.
func (m *Importer) Absence(th *py.Thread, name string) string {
	if m.library.FS == nil || lists(elsewhere, name) {
		return ""
	}
	if strings.Contains(name, ".") {
		if !lists(submodules, name) {
			return ""
		}
	} else if all := th.Interp.Sys.Get(th, "stdlib_module_names"); all.IsUnbound() {
		return ""
	} else if known, err := py.Contains(th, all, py.Text(name)); err != nil || !known {
		return ""
	}
	if _, here := m.libraryFile(strings.ReplaceAll(name, ".", "/")); here || m.builtin[name] != nil {
		return "" // the search for it has been changed
	}
	const lacking = ": gopy doesn't have it yet"
	if strings.HasPrefix(name, "_") || lists(compiled, name) {
		return lacking
	}
	return lacking + "; GOPY_STDLIB can name CPython's library"
}

// lists tells whether name is one of the words of a list.
func lists(list, name string) bool { return slices.Contains(strings.Fields(list), name) }
