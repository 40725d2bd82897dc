//go:build !linux

package firstheap

const mapped = false
