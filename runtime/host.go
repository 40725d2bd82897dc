// This file declares Host, the only door from Python code to the machine: files, environment, clock, streams, randomness.
// An embedding program can replace or refuse each part.

package runtime

import (
	"io"
	"io/fs"
	"time"
)

// Host is the machine as an interpreter sees it. Errors are Go's (*fs.PathError with a syscall.Errno inside), turned into
// OSError at one place.
type Host interface {
	Streams
	Files
	Environment
	Clock
	// RandomBytes fills b from the system's entropy source.
	RandomBytes(b []byte) error
	// MemoryTotal returns the bytes of memory that the machine has, or a limit below.
	MemoryTotal() int64
}

// Streams are the standard streams.
type Streams interface {
	Stdin() File
	Stdout() File
	Stderr() File
}

// Files is the file system.
type Files interface {
	// OpenFile is like os.OpenFile: flag holds os.O_* bits.
	OpenFile(name string, flag int, perm fs.FileMode) (File, error)
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	ReadFile(name string) ([]byte, error)
	Mkdir(name string, perm fs.FileMode) error
	Remove(name string) error // file or empty directory
	Rename(from, to string) error
	Readlink(name string) (string, error)
	Getwd() (string, error)
	Chdir(name string) error
}

// File is an open file.
type File interface {
	io.Reader
	io.Writer
	io.Closer
	Seek(offset int64, whence int) (int64, error)
	Truncate(size int64) error
	Sync() error
	Stat() (fs.FileInfo, error)
	Fd() int
	Name() string
	IsTerminal() bool
}

// Environment is the process's environment.
type Environment interface {
	LookupEnv(name string) (string, bool)
	Setenv(name, value string) error
	Unsetenv(name string) error
	Environ() []string
	Getpid() int
}

// Clock tells and spends time.
type Clock interface {
	Now() time.Time
	Monotonic() time.Duration
	CPUTime() time.Duration
	// Sleep waits for d or until wake is closed.
	Sleep(d time.Duration, wake <-chan struct{})
}
