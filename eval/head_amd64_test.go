// This file checks the machine code of the inner loop's head, through which every operation goes that doesn't jump to the next one itself.

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

// TestInnerHead checks that the head of the loop is the three instructions of a jump by table: no variable of the loop is stored there. They must not lie
// across an address that is a multiple of 32: that costs 5 % of the time of what runs in the inner loop.
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
	entry := reflect.ValueOf(inner).Pointer()
	text := unsafe.Slice((*byte)(reflect.ValueOf(inner).UnsafePointer()), 40_000)
	load, jump := []byte{0x0f, 0xb6, 0x13, 0x48, 0x8d, 0x35}, []byte{0xff, 0x24, 0xd6}
	head := bytes.Index(text[:200], load)
	if head < 0 || !bytes.HasPrefix(text[head+10:], jump) {
		t.Fatalf("no jump by table in the first instructions of inner: % x", text[:200])
	}
	if start, end := entry+uintptr(head), entry+uintptr(head)+12; start/32 != end/32 {
		t.Errorf("the head of inner lies from %x to %x: see the statement before the loop in inner.tmpl", start, end)
	}
	count := 0
	for i := 0; i+5 < len(text); i++ {
		if text[i] == 0xe9 && i+5+int(int32(binary.LittleEndian.Uint32(text[i+1:]))) == head {
			count++
		}
	}
	if count < 50 {
		t.Errorf("only %d jumps to the head of inner: what do operations jump to? A store before it takes a register too many somewhere", count)
	}
}
