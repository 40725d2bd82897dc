package gopy

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

func TestProfile(t *testing.T) {
	in, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	stop := in.StartProfile(&out)
	program := "import time\ndef busy_function():\n    end = time.monotonic() + 0.2\n    while time.monotonic() < end: pass\nbusy_function()\n"
	if err := in.RunString(program, "profiled.py"); err != nil {
		t.Fatal(err)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"busy_function", "profiled.py", "nanoseconds"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q isn't in the profile", want)
		}
	}
}
