// This file checks the machine code of the inner loop's head, through which every operation goes.

package eval

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"runtime/debug"
	"strings"
	"testing"
	"unsafe"
)

// TestInnerHead checks that the head of the loop is the three instructions of a jump by table: no variable of the loop is stored there.
func TestInnerHead(t *testing.T) {
	if info, _ := debug.ReadBuildInfo(); testing.CoverMode() != "" || !strings.HasPrefix(info.GoVersion, "go1.26") {
		t.Skip("this is other code: the compiler is another one, or counts what is covered")
	} else {
		for _, s := range info.Settings {
			if s.Key == "-race" && s.Value == "true" || s.Key == "GOAMD64" && s.Value != "v1" {
				t.Skipf("this is other code: %s=%s", s.Key, s.Value)
			}
		}
	}
	text := unsafe.Slice((*byte)(reflect.ValueOf(inner).UnsafePointer()), 40_000)
	load, jump := []byte{0x0f, 0xb6, 0x13, 0x48, 0x8d, 0x35}, []byte{0xff, 0x24, 0xd6}
	head := bytes.Index(text[:200], load)
	if head < 0 || !bytes.HasPrefix(text[head+10:], jump) {
		t.Fatalf("no jump by table in the first instructions of inner: % x", text[:200])
	}
	// The address of the next instruction may come in another register, and be moved on the way.
	from := head
	if text[head-3] == 0x48 && text[head-2] == 0x89 && text[head-1] >= 0xc0 {
		from -= 3
	}
	count := 0
	for i := 0; i+5 < len(text); i++ {
		if text[i] == 0xe9 && i+5+int(int32(binary.LittleEndian.Uint32(text[i+1:]))) == from {
			count++
		}
	}
	if count < 50 {
		t.Errorf("only %d jumps to the head of inner: what do operations jump to? A store before it takes a register too many somewhere", count)
	}
}
