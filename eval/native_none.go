//go:build !(linux && amd64)

// This file stands for native code where there is none: see native.go.

package eval

type codeArena struct{ enter nativeCode }

func newCodeArena() *codeArena { return &codeArena{} }

func (*codeArena) compile(*execution) bool { return false }

func (*codeArena) renew(*execution, int) {}
