// This file holds the locks of files.

package fcntl

import (
	"encoding/binary"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

const (
	setLock         = 6 // F_SETLK
	setLockWait     = 7
	setOpenLockWait = 38 // F_OFD_SETLKW

	shared, exclusive, noWait, unlock = 1, 2, 4, 8 // LOCK_SH …

	again, accessDenied = 11, 13 // EAGAIN, EACCES: somebody else has the lock
)

// waiting makes a call that may have to wait for a lock. So that signals are handled meanwhile, the system doesn't wait: the call is
// made again and again, with pauses that grow to 10 ms.
func waiting(th *py.Thread, wait bool, call func() (int, error)) (int, error) {
	var n int
	var err error
	if !wait {
		th.Outside(func() { n, err = call() })
		return n, py.OSErrorFrom(err)
	}
	pause := 50 * time.Microsecond
	interrupted := th.Interruptible(func(wake *py.Wake) bool {
		if n, err = call(); err == nil {
			return true
		}
		if e := py.ErrorNumber(err); e != again && e != accessDenied {
			return true
		}
		th.Interp.Host.Sleep(pause, wake)
		pause = min(2*pause, 10*time.Millisecond)
		return false
	})
	if interrupted != nil {
		return -1, interrupted
	}
	return n, py.OSErrorFrom(err)
}

func lockWhole(th *py.Thread, a []py.Value) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	operation, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	wait := operation == shared || operation == exclusive
	_, err = waiting(th, wait, func() (int, error) {
		if wait {
			return 0, th.Interp.Host.Flock(fd, operation|noWait)
		}
		return 0, th.Interp.Host.Flock(fd, operation)
	})
	if err != nil {
		return py.Unbound, err
	}
	return py.None, nil
}

func lockPart(th *py.Thread, a []py.Value) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	operation, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	var kind int16
	const read, write, none = 0, 1, 2 // F_RDLCK …
	switch {
	case operation == unlock:
		kind = none
	case operation&shared != 0:
		kind = read
	case operation&exclusive != 0:
		kind = write
	default:
		return py.Unbound, py.Raise(py.ValueError, "unrecognized lockf argument")
	}
	length, err := py.AsInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	start, err := py.AsInt(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	whence, err := py.AsCInt(th, a[4])
	if err != nil {
		return py.Unbound, err
	}
	// struct flock: type, whence, 4 bytes of padding, start, length, process, padding
	flock := make([]byte, 32)
	binary.NativeEndian.PutUint16(flock, uint16(kind))
	binary.NativeEndian.PutUint16(flock[2:], uint16(whence))
	binary.NativeEndian.PutUint64(flock[8:], uint64(start))
	binary.NativeEndian.PutUint64(flock[16:], uint64(length))
	_, err = waiting(th, operation&noWait == 0 && kind != none, func() (int, error) {
		return th.Interp.Host.FcntlData(fd, setLock, flock)
	})
	if err != nil {
		return py.Unbound, err
	}
	return py.None, nil
}
