// This file reads the command line: CPython's options, in CPython's order of precedence.

package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// options is what the command line says.
type options struct {
	debug, inspect, optimize, verbose, bytesWarning, quiet, version        int
	dontWriteBytecode, ignoreEnvironment, help, isolated, safePath         bool
	noUserSite, noSite, skipFirstLine, unbuffered, helpEnv, helpX, helpAll bool
	warnings, xoptions                                                     []string
	checkHash                                                              string

	command, module string // -c, -m
	randomHash      bool
	hasCommand      bool
	hasModule       bool
	args            []string // script and its arguments, or what follows -c CODE or -m MODULE
}

// table declares the options. pflag holds names, kinds and texts; split decides which words of the command line are
// options, because -c and -m end them and = is nothing special in a short option's argument.
func (o *options) table() *pflag.FlagSet {
	fs := pflag.NewFlagSet("gopy", pflag.ContinueOnError)
	fs.SortFlags = false
	fs.StringVarP(&o.command, "command", "c", "", "run `CODE`; ends the options")
	fs.StringVarP(&o.module, "module", "m", "", "run library module `MODULE` as a script; ends the options")
	fs.CountVarP(&o.bytesWarning, "bytes-warning", "b", "warn about bytes compared with str or printed; -bb: raise")
	fs.BoolVarP(&o.dontWriteBytecode, "dont-write-bytecode", "B", false, "write no .pyc files")
	fs.CountVarP(&o.debug, "debug", "d", "debug the parser (nothing to see in gopy)")
	fs.BoolVarP(&o.ignoreEnvironment, "ignore-environment", "E", false, "ignore PYTHON* environment variables")
	fs.BoolVarP(&o.help, "help", "h", false, "print this text")
	fs.CountVarP(&o.inspect, "inspect", "i", "go on interactively after running a script")
	fs.BoolVarP(&o.isolated, "isolated", "I", false, "isolate from the user's environment: -E, -P and -s")
	fs.CountVarP(&o.optimize, "optimize", "O", "drop assert statements; -OO: drop docstrings, too")
	fs.BoolVarP(&o.safePath, "safe-path", "P", false, "don't put the script's folder in sys.path")
	fs.CountVarP(&o.quiet, "quiet", "q", "no version and copyright when starting interactively")
	fs.BoolVarP(&o.randomHash, "random-hash", "R", false, "random hashes, which are the default")
	fs.BoolVarP(&o.noUserSite, "no-user-site", "s", false, "don't add the user's site folder to sys.path")
	fs.BoolVarP(&o.noSite, "no-site", "S", false, "don't import site at the start")
	fs.BoolVarP(&o.unbuffered, "unbuffered", "u", false, "don't buffer stdout and stderr")
	fs.CountVarP(&o.verbose, "verbose", "v", "tell about imports")
	fs.CountVarP(&o.version, "version", "V", "print the version; twice: more about the build")
	fs.StringArrayVarP(&o.warnings, "warnings", "W", nil, "warning control: `ACTION:MESSAGE:CATEGORY:MODULE:LINE`")
	fs.BoolVarP(&o.skipFirstLine, "skip-first-line", "x", false, "skip the first line of the script")
	fs.StringArrayVarP(&o.xoptions, "xoption", "X", nil, "implementation-specific `OPTION`")
	fs.StringVar(&o.checkHash, "check-hash-based-pycs", "default", "how hash-based .pyc files are checked: `always|default|never`")
	fs.BoolVar(&o.helpEnv, "help-env", false, "print the environment variables")
	fs.BoolVar(&o.helpX, "help-xoptions", false, "print the -X options")
	fs.BoolVar(&o.helpAll, "help-all", false, "print everything")
	return fs
}

// longOptions are the only words that Python takes with two dashes; the other long names serve the table.
var longOptions = map[string]bool{"help": true, "version": true, "check-hash-based-pycs": true, "help-env": true, "help-xoptions": true, "help-all": true}

// usageError is a mistake in the command line: what the command prints before the usage line.
type usageError string

func (e usageError) Error() string { return string(e) }

// parse reads the words behind the command's name.
func parse(args []string) (*options, error) {
	o := &options{checkHash: "default"}
	var fs *pflag.FlagSet // made when there is an option
	for len(args) > 0 {
		word := args[0]
		if word == "--" {
			args = args[1:]
			break
		}
		if word == "-" || !strings.HasPrefix(word, "-") {
			break
		}
		args = args[1:]
		if fs == nil {
			fs = o.table()
		}
		if strings.HasPrefix(word, "--") {
			name := word[2:]
			if !longOptions[name] {
				return nil, usageError("Unknown option: " + word + "\n")
			}
			if name == "check-hash-based-pycs" {
				if len(args) == 0 {
					return nil, usageError("Argument expected for the " + word + " option\n")
				}
				fs.Set(name, args[0])
				args = args[1:]
				if c := o.checkHash; c != "always" && c != "default" && c != "never" {
					return nil, usageError("--check-hash-based-pycs must be one of 'default', 'always', or 'never'\n")
				}
				continue
			}
			set(fs, fs.Lookup(name), "")
			continue
		}
		var done bool
		var err error
		if args, done, err = o.short(fs, word[1:], args); err != nil || done {
			return o, err
		}
	}
	o.args = args
	return o, nil
}

// short reads a cluster of one-letter options. done tells that -c or -m ended the options.
func (o *options) short(fs *pflag.FlagSet, cluster string, args []string) (rest []string, done bool, err error) {
	for i := 0; i < len(cluster); i++ {
		letter := string(cluster[i])
		if letter == "?" {
			letter = "h"
		}
		f := fs.ShorthandLookup(letter)
		if f == nil {
			return nil, false, usageError(fmt.Sprintf("Unknown option: -%s\n", letter))
		}
		switch f.Value.Type() {
		case "bool", "count":
			set(fs, f, "")
			continue
		}
		value := cluster[i+1:]
		if value == "" {
			if len(args) == 0 {
				return nil, false, usageError("Argument expected for the -" + letter + " option\n")
			}
			value, args = args[0], args[1:]
		}
		set(fs, f, value)
		switch letter {
		case "c":
			o.hasCommand, o.args = true, args
			return args, true, nil
		case "m":
			o.hasModule, o.args = true, args
			return args, true, nil
		}
		break
	}
	return args, false, nil
}

// set gives an option its value; flags without argument are set or counted.
func set(fs *pflag.FlagSet, f *pflag.Flag, value string) {
	switch f.Value.Type() {
	case "bool":
		value = "true"
	case "count":
		value = "+1"
	}
	if err := fs.Set(f.Name, value); err != nil {
		panic(err) // the table and this function disagree
	}
}

// usage is the text of -h.
func usage(name string) string {
	var o options
	var b strings.Builder
	b.WriteString("usage: " + name + " [option] ... [-c cmd | -m mod | file | -] [arg] ...\n\nOptions:\n")
	o.table().VisitAll(func(f *pflag.Flag) {
		argument, text := pflag.UnquoteUsage(f)
		left := ""
		if f.Shorthand != "" {
			left = "-" + f.Shorthand
		}
		if longOptions[f.Name] {
			if left != "" {
				left += ", "
			}
			left += "--" + f.Name
		}
		if f.Value.Type() != "bool" && f.Value.Type() != "count" {
			left += " " + argument
		}
		fmt.Fprintf(&b, "%-22s %s\n", left, text)
	})
	b.WriteString("\nArguments:\nfile     run the program in file; a folder or zip archive must hold a __main__.py\n-        read the program from standard input (the default; interactive on a terminal)\narg ...  sys.argv[1:]\n")
	return b.String()
}

const environmentText = `Environment variables that change gopy's behaviour:
PYTHON_JIT               0: interpret only, make no machine code
PYTHONBREAKPOINT         the function that breakpoint() calls, by its dotted name; 0 for none
PYTHONDEVMODE            as -X dev
PYTHONDONTWRITEBYTECODE  as -B
PYTHONFAULTHANDLER       as -X faulthandler
PYTHONHASHSEED           a number makes the hashes of str and bytes the same in each run; 0 to 4294967295, or "random"
PYTHONINSPECT            as -i
PYTHONINTMAXSTRDIGITS    as -X int_max_str_digits
PYTHONIOENCODING         ENCODING[:ERRORS] of the standard streams
PYTHONNODEBUGRANGES      as -X no_debug_ranges
PYTHONOPTIMIZE           as -O; a number n as n times -O
PYTHONPATH               folders and archives, separated by ":", to search for modules
PYTHONPROFILEIMPORTTIME  as -X importtime
PYTHONPYCACHEPREFIX      as -X pycache_prefix
PYTHONSAFEPATH           as -P
PYTHONSTARTUP            a file to run before the first prompt
PYTHONUNBUFFERED         as -u
PYTHONUTF8               as -X utf8
PYTHONVERBOSE            as -v
PYTHONWARNDEFAULTENCODING  as -X warn_default_encoding
PYTHONWARNINGS           as -W, separated by ","
GOPY_STDLIB              a folder with CPython 3.14's library, to use in place of the embedded one
`

const xoptionsText = `Options of the implementation:
-X dev                    development mode: more warnings, faulthandler
-X faulthandler           a signal such as SIGSEGV writes the tracebacks of all threads
-X importtime[=2]         tell how long imports take; 2: name modules that are there already, too
-X int_max_str_digits=N   limit of digits in conversions between int and str; 0 for none
-X no_debug_ranges        no columns in code objects and tracebacks
-X pprof=FILE             a profile by Python function, for go tool pprof
-X pycache_prefix=PATH    sys.pycache_prefix
-X utf8[=0|1]             what sys.flags.utf8_mode says; texts are UTF-8 either way
-X warn_default_encoding  warn about text files opened without an encoding
`
