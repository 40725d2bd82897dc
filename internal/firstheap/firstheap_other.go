//go:build !linux

package firstheap
