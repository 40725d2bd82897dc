// This file makes the interpreter's configuration from options and environment.

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gopy-lang/gopy"
)

// configure fills the configuration. The error is a message for stderr, without the newline.
func (o *options) configure(name string) (gopy.Config, error) {
	var c gopy.Config
	f := &c.Flags
	env := func(n string) string {
		if o.ignoreEnvironment || o.isolated {
			return ""
		}
		return os.Getenv(n)
	}
	// count is an option that an environment variable can set, too: to its number, or to 1.
	count := func(option int, variable string) int {
		v := env(variable)
		if v == "" {
			return option
		}
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 {
			n = 1
		}
		return max(option, n)
	}
	yes := func(b bool, variable string) int {
		if b || variable != "" && env(variable) != "" {
			return 1
		}
		return 0
	}
	f.Debug = min(count(o.debug, "PYTHONDEBUG"), 1)
	f.Inspect = count(o.inspect, "PYTHONINSPECT")
	f.Interactive = o.inspect
	f.Optimize = min(count(o.optimize, "PYTHONOPTIMIZE"), 2)
	f.Verbose = count(o.verbose, "PYTHONVERBOSE")
	f.BytesWarning = o.bytesWarning
	f.Quiet = o.quiet
	f.DontWriteBytecode = yes(o.dontWriteBytecode, "PYTHONDONTWRITEBYTECODE")
	f.NoUserSite = yes(o.noUserSite || o.isolated, "PYTHONNOUSERSITE")
	f.NoSite = yes(o.noSite, "")
	f.IgnoreEnvironment = yes(o.ignoreEnvironment || o.isolated, "")
	f.Isolated = yes(o.isolated, "")
	f.SafePath = yes(o.safePath || o.isolated, "PYTHONSAFEPATH")
	f.Unbuffered = yes(o.unbuffered, "PYTHONUNBUFFERED")
	switch v := env("PYTHONUTF8"); {
	case v == "1":
		f.UTF8Mode = 1
	case v == "0":
	case v != "":
		return c, fatal("preconfig_init_utf8_mode: invalid PYTHONUTF8 environment variable value")
	case plainLocale():
		f.UTF8Mode = 1
	}
	f.DevMode = yes(false, "PYTHONDEVMODE")
	f.NoDebugRanges = yes(false, "PYTHONNODEBUGRANGES")
	f.WarnDefaultEncoding = yes(false, "PYTHONWARNDEFAULTENCODING")
	c.PycachePrefix = env("PYTHONPYCACHEPREFIX")
	c.CheckHashPycs = o.checkHash
	f.HashRandomization = 1
	f.IntMaxStrDigits = 4300
	c.Executable = executable(name)
	c.Prefix = filepath.Dir(filepath.Dir(c.Executable))
	c.XOptions = o.xoptions

	if seed := env("PYTHONHASHSEED"); seed != "" && seed != "random" && !o.randomHash {
		if _, err := strconv.ParseUint(seed, 10, 32); err != nil {
			return c, fatal("config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]")
		}
		c.HashSeed = seed
		if seed == "0" {
			f.HashRandomization = 0
		}
	}
	digits, from := env("PYTHONINTMAXSTRDIGITS"), "PYTHONINTMAXSTRDIGITS"
	limited := digits != ""
	if v := env("PYTHONPROFILEIMPORTTIME"); v != "" {
		if c.ImportTime = importTime(v); c.ImportTime == 0 {
			return c, fatal("config_init_import_time: PYTHONPROFILEIMPORTTIME: numeric values other than 1 and 2 are reserved for future use.")
		}
	}
	for _, x := range o.xoptions {
		key, value, _ := strings.Cut(x, "=")
		switch key {
		case "int_max_str_digits":
			digits, from, limited = value, "-X int_max_str_digits", true
		case "dev":
			f.DevMode = 1
		case "utf8":
			switch value {
			case "", "1":
				f.UTF8Mode = 1
			case "0":
				f.UTF8Mode = 0
			default:
				return c, fatal("preconfig_init_utf8_mode: invalid -X utf8 option value")
			}
		case "no_debug_ranges":
			f.NoDebugRanges = 1
		case "faulthandler":
			c.FaultHandler = true
		case "importtime":
			if c.ImportTime = importTime(value); c.ImportTime == 0 {
				return c, fatal("config_init_import_time: -X importtime: values other than 1 and 2 are reserved for future use.")
			}
		case "pycache_prefix":
			c.PycachePrefix = value
		case "warn_default_encoding":
			f.WarnDefaultEncoding = 1
		}
	}
	if limited {
		n, err := strconv.Atoi(digits)
		if err != nil || n != 0 && n < 640 {
			return c, fatal("config_init_int_max_str_digits: " + from + ": invalid limit; must be >= 640 or 0 for unlimited.")
		}
		f.IntMaxStrDigits = n
		if n == 0 {
			f.IntMaxStrDigits = -1
		}
	}
	c.NoNativeCode = env("PYTHON_JIT") == "0"
	c.FaultHandler = c.FaultHandler || f.DevMode == 1 || env("PYTHONFAULTHANDLER") != ""
	if f.DevMode == 1 {
		c.WarnOpts = append(c.WarnOpts, "default")
	}
	if w := env("PYTHONWARNINGS"); w != "" {
		c.WarnOpts = append(c.WarnOpts, strings.Split(w, ",")...)
	}
	c.WarnOpts = append(c.WarnOpts, o.warnings...)
	switch {
	case f.BytesWarning > 1:
		c.WarnOpts = append(c.WarnOpts, "error::BytesWarning")
	case f.BytesWarning == 1:
		c.WarnOpts = append(c.WarnOpts, "default::BytesWarning")
	}
	if p := env("PYTHONPATH"); p != "" {
		for _, entry := range strings.Split(p, ":") {
			if entry == "" {
				entry = "."
			}
			c.Path = append(c.Path, absolute(entry))
		}
	}
	c.Library = os.Getenv("GOPY_STDLIB")
	return c, nil
}

// fatal is an error in the settings, as CPython words it.
func fatal(message string) error {
	return errors.New("Fatal Python error: " + message + "\nPython runtime state: preinitialized\n")
}

// importTime is the level that a value of -X importtime stands for: 1 unless it is a number; 0: not allowed.
func importTime(value string) int {
	n, err := strconv.Atoi(value)
	switch {
	case err != nil:
		return 1
	case n == 1 || n == 2:
		return n
	}
	return 0
}

// plainLocale reports whether the locale for characters is the one without any: texts are UTF-8 then by decree.
func plainLocale() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := os.Getenv(name); v != "" {
			return v == "C" || v == "POSIX"
		}
	}
	return true
}

// executable is sys.executable.
func executable(name string) string {
	if strings.ContainsRune(name, '/') {
		return absolute(name)
	}
	if p, err := exec.LookPath(name); err == nil {
		return absolute(p)
	}
	return ""
}
