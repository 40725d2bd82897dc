// Goldens: rows of CPython 3.14's answers under testdata, tab-separated. Values
// are written i:hex, f:bits, c:bits,bits, b:0 or 1, texts in hexadecimal of
// their UTF-8 ("-" is empty), an exception as E and its text.

package num

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"
)

// goldenRows calls check once a row, as a subtest named by the row's input.
func goldenRows(t *testing.T, name string, check func(t *testing.T, row []string)) {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	rows := 0
	for lines.Scan() {
		rows++
		row := strings.Split(lines.Text(), "\t")
		t.Run(strings.Join(row[:len(row)-1], " "), func(t *testing.T) { check(t, row) })
	}
	if lines.Err() != nil || rows == 0 {
		t.Fatalf("%s: %d rows, %v", name, rows, lines.Err())
	}
}

func readFloat(t *testing.T, s string) float64 {
	if s == "nan" {
		return math.NaN()
	}
	pattern, err := strconv.ParseUint(s, 16, 64)
	if err != nil {
		t.Fatal(err)
	}
	return math.Float64frombits(pattern)
}

func readValue(t *testing.T, s string) any {
	kind, text, _ := strings.Cut(s, ":")
	switch kind {
	case "b":
		return text == "1"
	case "i":
		b, ok := new(big.Int).SetString(text, 16)
		if !ok {
			t.Fatalf("bad golden %q", s)
		}
		return FromBig(b).Any()
	case "f":
		return readFloat(t, text)
	case "c":
		re, im, _ := strings.Cut(text, ",")
		return complex(readFloat(t, re), readFloat(t, im))
	case "s":
		return readText(t, text)
	}
	t.Fatalf("bad golden %q", s)
	return nil
}

func readText(t *testing.T, s string) string {
	if s == "-" {
		return ""
	}
	text, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// readResult reads a text, or an exception as "E:" and its text.
func readResult(t *testing.T, s string) string {
	if rest, ok := strings.CutPrefix(s, "E"); ok {
		return "E:" + readText(t, rest)
	}
	return readText(t, s)
}

func readInt(t *testing.T, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func readIntValue(t *testing.T, s string) Int {
	a, ok := AsInt(readValue(t, s))
	if !ok {
		t.Fatalf("%q is no integer", s)
	}
	return a
}

func showFloat(f float64) string {
	if f != f {
		return "nan"
	}
	return fmt.Sprintf("%016x", math.Float64bits(f))
}

func showValue(v any) string {
	switch v := v.(type) {
	case bool:
		if v {
			return "b:1"
		}
		return "b:0"
	case int64:
		return fmt.Sprintf("i:%x", v)
	case *big.Int:
		return fmt.Sprintf("i:%x", v)
	case float64:
		return "f:" + showFloat(v)
	case complex128:
		return "c:" + showFloat(real(v)) + "," + showFloat(imag(v))
	}
	return fmt.Sprintf("%T", v)
}

// show returns the text of a result as readResult does that of a golden.
func show(text string, err error) string {
	switch {
	case err == ErrLiteral:
		return "bad"
	case err != nil:
		return "E:" + err.Error()
	}
	return text
}
