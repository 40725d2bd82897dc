// This file words the errors of the operating system as C's strerror does.

package main

import (
	"errors"
	"strings"
	"syscall"
)

func asErrno(err error, to *syscall.Errno) bool { return errors.As(err, to) }

// errnoText is strerror: Go's texts begin with a small letter.
func errnoText(e syscall.Errno) string {
	s := e.Error()
	return strings.ToUpper(s[:1]) + s[1:]
}
