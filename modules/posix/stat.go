// This file holds what asks for and changes the status of files.

package posix

import (
	"math"
	"math/big"

	py "github.com/gopy-lang/gopy/runtime"
)

var statFunctions = []*py.MethodDef{
	py.Def("stat(path, *, dir_fd=None, follow_symlinks=True)", "Return the status of a file, given by name or open descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		follow, err := py.Truth(th, a[2])
		if err != nil {
			return py.Unbound, err
		}
		return statOf(th, "stat", a[0], a[1], descriptor, follow)
	}),
	py.Def("lstat(path, *, dir_fd=None)", "Return the status of a file; of a symbolic link itself.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return statOf(th, "lstat", a[0], a[1], namesOnly, false)
	}),
	py.Def("fstat(fd)", "Return the status of an open file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		fd, err := intArgument(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		st, err := th.Interp.Host.StatDescriptor(fd)
		if err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		return statResult(st), nil
	}),
	py.Def("access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", "Tell whether the process may use a file as mode says: F_OK, or a sum of R_OK, W_OK and X_OK.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		l, err := pathIn(th, "access", a[0], namesOnly, a[2])
		if err != nil {
			return py.Unbound, err
		}
		mode, err := intArgument(th, a[1])
		if err != nil {
			return py.Unbound, err
		}
		return py.Bool(th.Interp.Host.Access(l.Name, uint32(mode)) == nil), nil
	}),
	py.Def("chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", "Change the permission bits of a file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		l, err := pathIn(th, "chmod", a[0], descriptor, a[2])
		if err != nil {
			return py.Unbound, err
		}
		mode, err := intArgument(th, a[1])
		if err != nil {
			return py.Unbound, err
		}
		follow, err := py.Truth(th, a[3])
		if err != nil {
			return py.Unbound, err
		}
		if !follow {
			return py.Unbound, py.Raise(py.NotImplementedError, "chmod: follow_symlinks unavailable on this platform")
		}
		return none(outside(th, func(h py.Host) error {
			if l.fd >= 0 {
				return h.ChmodDescriptor(l.fd, uint32(mode))
			}
			return h.Chmod(l.Name, uint32(mode))
		}, l.Value))
	}),
	py.Def("fchmod(fd, mode)", "Change the permission bits of an open file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		fd, err := intArgument(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		mode, err := intArgument(th, a[1])
		if err != nil {
			return py.Unbound, err
		}
		return none(outside(th, func(h py.Host) error { return h.ChmodDescriptor(fd, uint32(mode)) }))
	}),
	py.Def("chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", "Change owner and group of a file; -1 leaves one as it is.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		follow, err := py.Truth(th, a[4])
		if err != nil {
			return py.Unbound, err
		}
		return chown(th, "chown", a[0], a[1], a[2], a[3], follow)
	}),
	py.Def("lchown(path, uid, gid)", "Change owner and group of a file; of a symbolic link itself.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return chown(th, "lchown", a[0], a[1], a[2], py.None, false)
	}),
	py.Def("truncate(path, length)", "Cut or extend a file to a length.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		l, err := pathArgument(th, "truncate", "path", a[0], descriptor)
		if err != nil {
			return py.Unbound, err
		}
		n, err := py.AsInt(th, a[1])
		if err != nil {
			return py.Unbound, err
		}
		return none(outside(th, func(h py.Host) error {
			if l.fd >= 0 {
				return h.Truncate(l.fd, int64(n))
			}
			return h.TruncateFile(l.Name, int64(n))
		}, l.Value))
	}),
	py.Def("utime(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", "Set the times of access and change: times in seconds, or ns in nanoseconds; now by default.", utime),
}

func statOf(th *py.Thread, function string, path, dirFD py.Value, also allowed, follow bool) (py.Value, error) {
	l, err := pathIn(th, function, path, also, dirFD)
	if err != nil {
		return py.Unbound, err
	}
	var st *py.FileStatus
	err = outside(th, func(h py.Host) (err error) {
		switch {
		case l.fd >= 0:
			st, err = h.StatDescriptor(l.fd)
		case follow:
			st, err = h.Stat(l.Name)
		default:
			st, err = h.Lstat(l.Name)
		}
		return err
	}, l.Value)
	if err != nil {
		return py.Unbound, err
	}
	return statResult(st), nil
}

func unsigned(n uint64) py.Value { return py.NewBig(new(big.Int).SetUint64(n)) }

// statResult makes an os.stat_result.
func statResult(st *py.FileStatus) py.Value {
	seconds := func(ns int64) py.Value {
		return py.Float(float64(floorDiv(ns, 1e9)) + 1e-9*float64(ns-floorDiv(ns, 1e9)*1e9))
	}
	whole := func(ns int64) py.Value { return py.Int(floorDiv(ns, 1e9)) }
	return py.NewStruct(statResultType, py.Int(int64(st.Perm)), unsigned(st.Inode), unsigned(st.Device), unsigned(st.Links), py.Int(int64(st.UID)), py.Int(int64(st.GID)), py.Int(st.Length),
		whole(st.Atime), whole(st.Mtime), whole(st.Ctime), seconds(st.Atime), seconds(st.Mtime), seconds(st.Ctime), py.Int(st.Atime), py.Int(st.Mtime), py.Int(st.Ctime),
		py.Int(st.BlockSize), py.Int(st.Blocks), unsigned(st.RawDevice))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func chown(th *py.Thread, function string, path, uidArg, gidArg, dirFD py.Value, follow bool) (py.Value, error) {
	also := descriptor
	if function == "lchown" {
		also = namesOnly
	}
	l, err := pathIn(th, function, path, also, dirFD)
	if err != nil {
		return py.Unbound, err
	}
	uid, err := py.AsInt(th, uidArg)
	if err != nil {
		return py.Unbound, err
	}
	gid, err := py.AsInt(th, gidArg)
	if err != nil {
		return py.Unbound, err
	}
	return none(outside(th, func(h py.Host) error { return h.Chown(l.Name, uid, gid, follow) }, l.Value))
}

func utime(th *py.Thread, a []py.Value) (py.Value, error) {
	times, ns, dirFD, followArg := a[1], a[2], a[3], a[4]
	l, err := pathIn(th, "utime", a[0], descriptor, dirFD)
	if err != nil {
		return py.Unbound, err
	}
	follow, err := py.Truth(th, followArg)
	if err != nil {
		return py.Unbound, err
	}
	var atime, mtime int64
	switch {
	case !times.IsNone() && !ns.IsUnbound():
		return py.Unbound, py.Raise(py.ValueError, "utime: you may specify either 'times' or 'ns' but not both")
	case !times.IsNone():
		t := py.AsTuple(times)
		if t == nil || t.Len() != 2 {
			return py.Unbound, py.Raise(py.TypeError, "utime: 'times' must be either a tuple of two ints or None")
		}
		if atime, err = nanoseconds(th, t.At(0)); err == nil {
			mtime, err = nanoseconds(th, t.At(1))
		}
	case !ns.IsUnbound():
		t := py.AsTuple(ns)
		if t == nil || t.Len() != 2 {
			return py.Unbound, py.Raise(py.TypeError, "utime: 'ns' must be a tuple of two ints")
		}
		var x, y int
		if x, err = py.AsInt(th, t.At(0)); err == nil {
			y, err = py.AsInt(th, t.At(1))
		}
		atime, mtime = int64(x), int64(y)
	default:
		atime = th.Interp.Host.Now().UnixNano()
		mtime = atime
	}
	if err != nil {
		return py.Unbound, err
	}
	return none(outside(th, func(h py.Host) error { return h.SetTimes(l.Name, atime, mtime, follow) }, l.Value))
}

// nanoseconds converts a time in seconds, rounded down.
func nanoseconds(th *py.Thread, v py.Value) (int64, error) {
	if v.IsFloat() {
		f := v.FloatValue()
		if math.IsNaN(f) {
			return 0, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
		}
		whole := math.Floor(f)
		if math.Abs(whole) >= 1<<33 {
			return 0, py.Raise(py.OverflowError, "timestamp out of range for platform time_t")
		}
		return int64(whole)*1e9 + int64((f-whole)*1e9), nil
	}
	n, err := py.AsInt(th, v)
	if err == nil && (n > 1<<33 || n < -1<<33) {
		err = py.Raise(py.OverflowError, "timestamp out of range for platform time_t")
	}
	return int64(n) * 1e9, err
}
