// This file holds special files and extended attributes.

package posix

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

func nodeFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("mkfifo(path, mode=438, *, dir_fd=None)", "Make a named pipe.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return makeNode(th, "mkfifo", a[0], a[1], py.Int(0), a[2])
		}),
		py.Def("mknod(path, mode=384, device=0, *, dir_fd=None)", "Make a file of a kind that mode says: a pipe, a device or a plain one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return makeNode(th, "mknod", a[0], a[1], a[2], a[3])
		}),
		py.Def("major(device, /)", "Return the major number of a device.", deviceNumber(func(d uint64) uint64 { return d>>8&0xfff | d>>32&0xfffff000 })),
		py.Def("minor(device, /)", "Return the minor number of a device.", deviceNumber(func(d uint64) uint64 { return d&0xff | d>>12&0xffffff00 })),
		py.Def("makedev(major, minor, /)", "Return the number of a device of its major and minor numbers.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			var part [2]uint64
			for i := range part {
				d, err := deviceArgument(th, a[i])
				if err != nil {
					return py.Unbound, err
				}
				if d > 1<<32-1 && d != noDevice {
					return py.Unbound, py.Raise(py.OverflowError, "Python int too large to convert to C unsigned int")
				}
				part[i] = d & (1<<32 - 1)
			}
			major, minor := part[0], part[1]
			if major == 1<<32-1 && minor == 1<<32-1 {
				return py.Int(-1), nil
			}
			return unsigned(minor&0xff | (major&0xfff)<<8 | (minor&^0xff)<<12 | (major&^0xfff)<<32), nil
		}),
		py.Def("chroot(path)", "Make a directory the root of the file system for this process.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := pathArgument(th, "chroot", "path", a[0], namesOnly)
			if err != nil {
				return py.Unbound, err
			}
			return none(outside(th, func(h py.Host) error {
				_, err := h.UnixCall("chroot", l.Name)
				return err
			}, l.Value))
		}),
		py.Def("sync()", "Write all files to their disks.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			_, err := call(th, "sync")
			return none(err)
		}),
		py.Def("fchown(fd, uid, gid)", "Change owner and group of an open file; -1 leaves one as it is.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			uid, err := idArgument(th, a[1], "uid")
			if err != nil {
				return py.Unbound, err
			}
			gid, err := idArgument(th, a[2], "gid")
			if err != nil {
				return py.Unbound, err
			}
			_, err = call(th, "fchown", fd, uint64(uint32(uid)), uint64(uint32(gid)))
			return none(err)
		}).Audited("os.chown", 0, 1, 2, ^99),
		py.Def("getxattr(path, attribute, *, follow_symlinks=True)", "Return an extended attribute of a file, given by name or open descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, name, prefix, err := attributeArguments(th, "getxattr", a[0], a[1], a[2])
			if err != nil {
				return py.Unbound, err
			}
			b, err := attributeData(th, l, func(h py.Host, b []byte) (int, error) {
				return h.UnixCall(prefix+"getxattr", l.target(), name, b, len(b))
			})
			if err != nil {
				return py.Unbound, err
			}
			return py.NewBytes(b).Value(), nil
		}).Audited("os.getxattr", 0, 1),
		py.Def("setxattr(path, attribute, value, flags=0, *, follow_symlinks=True)", "Set an extended attribute of a file, given by name or open descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, name, prefix, err := attributeArguments(th, "setxattr", a[0], a[1], a[4])
			if err != nil {
				return py.Unbound, err
			}
			data, release, err := py.LendBytes(th, a[2], false)
			if err != nil {
				return py.Unbound, err
			}
			defer release()
			flags, err := intArgument(th, a[3])
			if err != nil {
				return py.Unbound, err
			}
			return none(outside(th, func(h py.Host) error {
				_, err := h.UnixCall(prefix+"setxattr", l.target(), name, data, len(data), flags)
				return err
			}, l.Value))
		}).Audited("os.setxattr", 0, 1, 2, 3),
		py.Def("removexattr(path, attribute, *, follow_symlinks=True)", "Remove an extended attribute of a file, given by name or open descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, name, prefix, err := attributeArguments(th, "removexattr", a[0], a[1], a[2])
			if err != nil {
				return py.Unbound, err
			}
			return none(outside(th, func(h py.Host) error {
				_, err := h.UnixCall(prefix+"removexattr", l.target(), name)
				return err
			}, l.Value))
		}).Audited("os.removexattr", 0, 1),
		py.Def("listxattr(path=None, *, follow_symlinks=True)", "Return the list of the extended attributes of a file, given by name or open descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, prefix, err := attributeFile(th, "listxattr", a[0], a[1])
			if err != nil {
				return py.Unbound, err
			}
			b, err := attributeData(th, l, func(h py.Host, b []byte) (int, error) {
				return h.UnixCall(prefix+"listxattr", l.target(), b, len(b))
			})
			if err != nil {
				return py.Unbound, err
			}
			var out []py.Value
			for name := range strings.SplitSeq(string(b), "\x00") {
				if name != "" {
					out = append(out, py.FSDecode(name))
				}
			}
			return py.NewList(out).Value(), nil
		}).Audited("os.listxattr", 0),
	}
}

// target is the file as a system call takes it.
func (l *location) target() any {
	if l.fd >= 0 {
		return l.fd
	}
	return l.Name
}

func makeNode(th *py.Thread, function string, path, modeArg, deviceArg, dirFD py.Value) (py.Value, error) {
	l, err := pathIn(th, function, path, namesOnly, dirFD)
	if err != nil {
		return py.Unbound, err
	}
	mode, err := intArgument(th, modeArg)
	if err != nil {
		return py.Unbound, err
	}
	device, err := deviceArgument(th, deviceArg)
	if err != nil {
		return py.Unbound, err
	}
	const kinds, pipe, currentDirectory = 0o170000, 0o010000, -100
	if function == "mkfifo" {
		mode = mode&^kinds | pipe
	}
	_, err = call(th, "mknodat", currentDirectory, l.Name, mode, device)
	return none(err)
}

// deviceArgument converts the number of a device.
// noDevice is NODEV.
const noDevice = 1<<64 - 1

// deviceArgument converts the number of a device or half of one; -1 is noDevice.
func deviceArgument(th *py.Thread, v py.Value) (uint64, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, _ := py.NumFromInt(i)
	switch {
	case n.Big == nil && n.Small >= -1:
		return uint64(n.Small), nil
	case n.Big != nil && n.Big.IsUint64():
		return n.Big.Uint64(), nil
	}
	if n.Sign() < 0 {
		return 0, py.Raise(py.OverflowError, "can't convert negative int to unsigned")
	}
	return 0, py.Raise(py.OverflowError, "int too big to convert")
}

func deviceNumber(part func(d uint64) uint64) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		d, err := deviceArgument(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		if d == noDevice {
			return py.Int(-1), nil
		}
		return py.Int(int64(part(d))), nil
	}
}

// attributeFile converts the file of a function on extended attributes; prefix is that of the system call: f for descriptors, l for
// symbolic links themselves.
func attributeFile(th *py.Thread, function string, path, followArg py.Value) (l location, prefix string, err error) {
	if l, err = pathArgument(th, function, "path", path, descriptor|absentFor(function)); err != nil {
		return l, "", err
	}
	follow, err := py.Truth(th, followArg)
	if err != nil {
		return l, "", err
	}
	switch {
	case l.fd >= 0:
		return l, "f", l.mustFollow(function, follow)
	case !follow:
		return l, "l", nil
	}
	return l, "", nil
}

func absentFor(function string) allowed {
	if function == "listxattr" {
		return absent
	}
	return 0
}

func attributeArguments(th *py.Thread, function string, path, attribute, follow py.Value) (l location, name, prefix string, err error) {
	if l, prefix, err = attributeFile(th, function, path, follow); err != nil {
		return l, "", "", err
	}
	p, err := pathArgument(th, function, "attribute", attribute, namesOnly)
	return l, p.Name, prefix, err
}

// attributeData calls get with growing buffers until its data fits.
func attributeData(th *py.Thread, l location, get func(h py.Host, b []byte) (int, error)) ([]byte, error) {
	var b []byte
	for size := 256; ; size *= 16 {
		b = make([]byte, size)
		err := outside(th, func(h py.Host) error {
			n, err := get(h, b)
			if err == nil {
				b = b[:n:n]
			}
			return err
		}, l.Value)
		const tooSmall, most = 34, 1 << 16
		if err == nil {
			return b, nil
		}
		if e := py.ErrorAs(err); size >= most || e == nil {
			return nil, err
		} else if n, ok := py.AsInt64(e.Field("errno")); !ok || n != tooSmall {
			return nil, err
		}
	}
}
