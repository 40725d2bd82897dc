// This file makes the struct sequences of sys.

package sys

import (
	"math"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

var (
	versionType, flagsType, floatType, intType, hashType, threadType, asyncGenHooksType *py.Type
	setupOnce                                                                           sync.Once
)

func names(fields ...string) []py.StructField {
	out := make([]py.StructField, len(fields))
	for i, f := range fields {
		out[i].Name = f
	}
	return out
}

func setupTypes() {
	asyncGenHooksType = py.NewStructType("sys.asyncgen_hooks", "The hooks of asynchronous generators.", 2, names("firstiter", "finalizer")...)
	versionType = py.NewStructType("sys.version_info", "The version of Python.", 5, names("major", "minor", "micro", "releaselevel", "serial")...)
	flagsType = py.NewStructType("sys.flags", "The flags of the command line.", 18, names("debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site",
		"no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding",
		"safe_path", "int_max_str_digits", "gil", "thread_inherit_context", "context_aware_warnings")...)
	for _, t := range []*py.Type{versionType, flagsType} { // programs can make none
		t.Flags |= py.TypeDisallowNew
		t.New = nil
	}
	floatType = py.NewStructType("sys.float_info", "The properties of float.", 11, names("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds")...)
	intType = py.NewStructType("sys.int_info", "The properties of int.", 4, names("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold")...)
	hashType = py.NewStructType("sys.hash_info", "The properties of hash().", 9, names("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff")...)
	threadType = py.NewStructType("sys.thread_info", "The properties of threads.", 3, names("name", "lock", "version")...)
}

func versionInfo() py.Value {
	return py.NewStruct(versionType, py.Int(Major), py.Int(Minor), py.Int(Micro), py.Text("final"), py.Int(0))
}

func flagsValue(f py.Flags) py.Value {
	n := func(i int) py.Value { return py.Int(int64(i)) }
	return py.NewStruct(flagsType, n(f.Debug), n(f.Inspect), n(f.Interactive), n(f.Optimize), n(f.DontWriteBytecode), n(f.NoUserSite),
		n(f.NoSite), n(f.IgnoreEnvironment), n(f.Verbose), n(f.BytesWarning), n(f.Quiet), n(f.HashRandomization), n(f.Isolated), py.Bool(f.DevMode != 0), n(f.UTF8Mode),
		n(f.WarnDefaultEncoding), py.Bool(f.SafePath != 0), n(max(f.IntMaxStrDigits, 0)), n(1), n(0), n(0))
}

func floatInfo() py.Value {
	return py.NewStruct(floatType, py.Float(math.MaxFloat64), py.Int(1024), py.Int(308), py.Float(0x1p-1022), py.Int(-1021), py.Int(-307),
		py.Int(15), py.Int(53), py.Float(0x1p-52), py.Int(2), py.Int(1))
}

func intInfo() py.Value {
	return py.NewStruct(intType, py.Int(30), py.Int(4), py.Int(4300), py.Int(640))
}

func hashInfo() py.Value {
	return py.NewStruct(hashType, py.Int(64), py.Int(1<<61-1), py.Int(314159), py.Int(0), py.Int(1000003), py.Text("siphash13"), py.Int(64), py.Int(128), py.Int(0))
}

func threadInfo() py.Value {
	return py.NewStruct(threadType, py.Text("pthread"), py.Text("semaphore"), py.None)
}

// implementation is sys.implementation. The name stands for the details that programs ask for by it: see docs/rationale.md. What
// is gopy's alone says so: the tag of cached code, sys.version and the attribute _gopy.
func implementation(th *py.Thread) py.Value {
	return py.NewNamespace(th, []string{"name", "cache_tag", "version", "hexversion", "_multiarch", "supports_isolated_interpreters", "_gopy"},
		[]py.Value{py.Text("cpython"), py.Text("gopy-314"), versionInfo(), py.Int(Major<<24 | Minor<<16 | Micro<<8 | 0xf0), py.Text("x86_64-linux-gnu"), py.True, py.True})
}
