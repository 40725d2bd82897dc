// This file holds what asks for and changes the status of files.

package posix

import (
	"math"
	"math/big"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

func statFunctions() []*py.MethodDef {
	return []*py.MethodDef{
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
			effective, err := py.Truth(th, a[3])
			if err != nil {
				return py.Unbound, err
			}
			follow, err := py.Truth(th, a[4])
			if err != nil {
				return py.Unbound, err
			}
			return py.Bool(th.Interp.Host.Access(l.Name, uint32(mode), effective, follow) == nil), nil
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
		}).Audited("os.chmod", 0, 1, ^2),
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
		}).Audited("os.chmod", 0, 1, ^99),
		py.Def("chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", "Change owner and group of a file; -1 leaves one as it is.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			follow, err := py.Truth(th, a[4])
			if err != nil {
				return py.Unbound, err
			}
			return chown(th, "chown", a[0], a[1], a[2], a[3], follow)
		}).Audited("os.chown", 0, 1, 2, ^3),
		py.Def("lchown(path, uid, gid)", "Change owner and group of a file; of a symbolic link itself.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return chown(th, "lchown", a[0], a[1], a[2], py.None, false)
		}).Audited("os.chown", 0, 1, 2, ^99),
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
		}).Audited("os.truncate", 0, 1),
		py.Def("utime(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", "Set the times of access and change: times in seconds, or ns in nanoseconds; now by default.", utime).Audited("os.utime", 0, 1, 2, ^3),
	}
}

func statOf(th *py.Thread, function string, path, dirFD py.Value, also allowed, follow bool) (py.Value, error) {
	l, err := pathIn(th, function, path, also, dirFD)
	if err == nil {
		err = l.mustFollow(function, follow)
	}
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
	seconds := func(t time.Time) py.Value { return py.Float(float64(t.Unix()) + 1e-9*float64(t.Nanosecond())) }
	whole := func(t time.Time) py.Value { return py.Int(t.Unix()) }
	ns := func(t time.Time) py.Value {
		n := new(big.Int).Mul(big.NewInt(t.Unix()), big.NewInt(1e9))
		return py.NewBig(n.Add(n, big.NewInt(int64(t.Nanosecond()))))
	}
	return py.NewStruct(statResultType, py.Int(int64(st.Perm)), unsigned(st.Inode), unsigned(st.Device), unsigned(st.Links), py.Int(int64(st.UID)), py.Int(int64(st.GID)), py.Int(st.Length),
		whole(st.Atime), whole(st.Mtime), whole(st.Ctime), seconds(st.Atime), seconds(st.Mtime), seconds(st.Ctime), ns(st.Atime), ns(st.Mtime), ns(st.Ctime),
		py.Int(st.BlockSize), py.Int(st.Blocks), unsigned(st.RawDevice))
}

func chown(th *py.Thread, function string, path, uidArg, gidArg, dirFD py.Value, follow bool) (py.Value, error) {
	also := descriptor
	if function == "lchown" {
		also = namesOnly
	}
	l, err := pathIn(th, function, path, also, dirFD)
	if err == nil {
		err = l.mustFollow(function, follow)
	}
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
	if err == nil {
		err = l.mustFollow("utime", follow)
	}
	if err != nil {
		return py.Unbound, err
	}
	var atime, mtime time.Time
	switch {
	case !times.IsNone() && !ns.IsUnbound():
		return py.Unbound, py.Raise(py.ValueError, "utime: you may specify either 'times' or 'ns' but not both")
	case !times.IsNone():
		t := py.AsTuple(times)
		if t == nil || t.Len() != 2 {
			return py.Unbound, py.Raise(py.TypeError, "utime: 'times' must be either a tuple of two ints or None")
		}
		if atime, err = timeOfSeconds(th, t.At(0)); err == nil {
			mtime, err = timeOfSeconds(th, t.At(1))
		}
	case !ns.IsUnbound():
		t := py.AsTuple(ns)
		if t == nil || t.Len() != 2 {
			return py.Unbound, py.Raise(py.TypeError, "utime: 'ns' must be a tuple of two ints")
		}
		if atime, err = timeOfNanoseconds(th, t.At(0)); err == nil {
			mtime, err = timeOfNanoseconds(th, t.At(1))
		}
	default:
		atime = th.Interp.Host.Now()
		mtime = atime
	}
	if err != nil {
		return py.Unbound, err
	}
	return none(outside(th, func(h py.Host) error { return h.SetTimes(l.Name, atime, mtime, follow) }, l.Value))
}

// timeOfSeconds converts a time in seconds since 1970; parts of a nanosecond are dropped, downwards.
func timeOfSeconds(th *py.Thread, v py.Value) (time.Time, error) {
	if v.IsFloat() {
		f := v.FloatValue()
		if math.IsNaN(f) {
			return time.Time{}, py.Raise(py.ValueError, "Invalid value NaN (not a number)")
		}
		whole := math.Floor(f)
		if whole < math.MinInt64 || whole >= -math.MinInt64 {
			return time.Time{}, outOfRange()
		}
		return time.Unix(int64(whole), int64((f-whole)*1e9)), nil
	}
	if v.Type().Index == nil {
		return time.Time{}, py.Raise(py.TypeError, "argument must be int or float, not %s", v.Type().TypeName())
	}
	n, err := py.Index(th, v)
	if err != nil {
		return time.Time{}, err
	}
	if !n.IsSmallInt() {
		return time.Time{}, outOfRange()
	}
	return time.Unix(n.SmallInt(), 0), nil
}

// timeOfNanoseconds converts a time in nanoseconds since 1970.
func timeOfNanoseconds(th *py.Thread, v py.Value) (time.Time, error) {
	n, err := py.Index(th, v)
	if err != nil {
		return time.Time{}, err
	}
	seconds, rest := new(big.Int).DivMod(py.AsBig(n), big.NewInt(1e9), new(big.Int))
	if !seconds.IsInt64() {
		return time.Time{}, outOfRange()
	}
	return time.Unix(seconds.Int64(), rest.Int64()), nil
}

func outOfRange() error {
	return py.Raise(py.OverflowError, "timestamp out of range for platform time_t")
}
