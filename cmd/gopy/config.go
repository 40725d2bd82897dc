// This file makes the interpreter's configuration from options and environment.

package main

import (
	"fmt"
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
	f.Debug = count(o.debug, "PYTHONDEBUG")
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
	f.UTF8Mode = 1
	f.HashRandomization = 1
	f.IntMaxStrDigits = 4300
	c.Executable = executable(name)
	c.Prefix = filepath.Dir(filepath.Dir(c.Executable))
	c.XOptions = o.xoptions

	if seed := env("PYTHONHASHSEED"); seed != "" && seed != "random" {
		if _, err := strconv.ParseUint(seed, 10, 32); err != nil {
			return c, fmt.Errorf("Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]\nPython runtime state: preinitialized\n\nCurrent thread's Python stack is not available")
		}
		c.HashSeed = seed
		if seed == "0" {
			f.HashRandomization = 0
		}
	}
	digits, from := env("PYTHONINTMAXSTRDIGITS"), "PYTHONINTMAXSTRDIGITS"
	for _, x := range o.xoptions {
		key, value, _ := strings.Cut(x, "=")
		switch key {
		case "int_max_str_digits":
			digits, from = value, "-X int_max_str_digits"
		case "dev":
			f.DevMode = 1
		case "utf8":
			f.UTF8Mode = 1
			if value == "0" {
				f.UTF8Mode = 0
			}
		case "warn_default_encoding":
			f.WarnDefaultEncoding = 1
		}
	}
	if digits != "" {
		n, err := strconv.Atoi(digits)
		if err != nil || n != 0 && n < 640 {
			return c, fmt.Errorf("Fatal Python error: config_init_int_max_str_digits: %s: invalid limit; must be >= 640 or 0 for unlimited.\nPython runtime state: preinitialized\n\nCurrent thread's Python stack is not available", from)
		}
		f.IntMaxStrDigits = n
		if n == 0 {
			f.IntMaxStrDigits = -1
		}
	}
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
