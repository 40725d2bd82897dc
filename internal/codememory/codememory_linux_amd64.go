package codememory

import "syscall"

// Map returns memory of so many bytes that can be written and run. The error is the system's: it may forbid such memory.
func Map(size int) ([]byte, error) {
	return syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE|syscall.PROT_EXEC, syscall.MAP_PRIVATE|syscall.MAP_ANON|syscall.MAP_32BIT)
}

// Unmap gives memory back.
func Unmap(memory []byte) error { return syscall.Munmap(memory) }
