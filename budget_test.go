package gopy_test

import (
	"strings"
	"testing"

	"github.com/gopy-lang/gopy"
)

// TestStepBudget runs programs that never end: each must, and no handler may go on.
func TestStepBudget(t *testing.T) {
	programs := map[string]string{
		"loop":                 "while True: pass",
		"for":                  "for i in iter(int, 1): pass",
		"caught":               "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
		"recursion":            "def f():\n  try: f()\n  except BaseException: f()\nwhile True:\n  try: f()\n  except BaseException: pass",
		"finally":              "def f():\n  try:\n    while True: pass\n  finally:\n    while True: pass\nf()",
		"generator":            "def g():\n  while True:\n    try: yield 1\n    except BaseException: pass\nfor x in g(): pass",
		"iterator in Go":       "any(map(int, iter(int, 1)))",
		"infinite list":        "[].extend(iter(int, 1))",
		"unpacking":            "a, *b = iter(int, 1)",
		"unpacking a call":     "print(*iter(int, 1))",
		"count":                "import itertools\nsum(itertools.count())",
		"repeat":               "import itertools\nmax(itertools.repeat(1))",
		"cycle":                "import itertools\nlist(itertools.cycle('a'))",
		"membership":           "import itertools\n'x' in itertools.cycle('a')",
		"a list that grows":    "a = [1]\nfor x in a: a.append(x)",
		"extend itself":        "a = [1]\na.extend(iter(a))",
		"filter finds nothing": "import itertools\nnext(filter(None, itertools.repeat(0)))",
		"drop":                 "import itertools\nnext(itertools.dropwhile(bool, itertools.repeat(1)))",
		"slice":                "import itertools\nnext(itertools.islice(itertools.count(), 10**15, None))",
		"range":                "sum(range(10**15))",
		"range of floats":      "max(map(float, range(10**15)))",
		"join":                 "import itertools\n''.join(itertools.repeat(''))",
		"set":                  "import itertools\nset(itertools.repeat(1))",
		"dict":                 "import itertools\ndict(itertools.repeat((1, 2)))",
		"bytes":                "import itertools\nbytes(itertools.repeat(1))",
		"sorted":               "import itertools\nsorted(itertools.repeat(1))",
		"async":                "async def f():\n  while True: await g()\nasync def g(): pass\nf().send(None)",
		"lambda":               "f = lambda: f()\nwhile 1:\n  try: f()\n  except RecursionError: pass",
		"product":              "import itertools\nfor x in itertools.product(range(1000), repeat=10): pass",
		"other interpreter":    "from concurrent import interpreters\ni = interpreters.create()\ni.exec('while True: pass')\nwhile True: pass",
		"many interpreters":    "from concurrent import interpreters\nwhile True: interpreters.create().close()",
		"combinations":         "import itertools\nsum(1 for x in itertools.combinations(range(1000), 10))",
	}
	for name, source := range programs {
		t.Run(name, func(t *testing.T) {
			in, err := gopy.New(gopy.Config{MaxSteps: 200_000, MaxMemory: 64 << 20})
			if err != nil {
				t.Fatal(err)
			}
			err = in.RunString(source, "<test>")
			if err == nil || !strings.Contains(err.Error(), "step budget exceeded") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestStepBudgetSpares lets a program end within its budget, and gives it a new one.
func TestStepBudgetSpares(t *testing.T) {
	in, err := gopy.New(gopy.Config{MaxSteps: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		in.Interp().SetStepBudget(1000)
		if err := in.RunString("for i in range(400): pass", "<test>"); err != nil {
			t.Fatal(err)
		}
	}
	if err := in.RunString("for i in range(1000): pass", "<test>"); err == nil {
		t.Fatal("1000 rounds with at most 600 steps left")
	}
	in.Interp().SetStepBudget(0)
	if err := in.RunString("for i in range(10**5): pass", "<test>"); err != nil {
		t.Fatal(err)
	}
}

// TestMaxMemory makes objects that are larger than the interpreter may.
func TestMaxMemory(t *testing.T) {
	for _, source := range []string{
		"'x' * 10**8", "[0] * 10**7", "1 << 10**9", "10 ** 10**8", "bytes(10**8)", "bytearray(10**8)", "(0,) * 10**7",
		"'%100000000d' % 1", "f'{1:100000000}'", "'x'.ljust(10**8)", "list(range(10**7))",
		"import itertools\nlist(itertools.repeat(0, 10**7))",
		"a = []\nwhile True: a.append(0)",
		"a = ['x']\nwhile True: a += a",
		"a = {}\nfor i in range(10**7): a[i] = i",
		"a = set()\nfor i in range(10**7): a.add(i)",
		"a = 'x'\nwhile True: a += a",
		"a = 3\nwhile True: a *= a",
		"a = bytearray(b'x')\nwhile True: a += a",
		"[*range(10**7)]", "{*range(10**7)}", "tuple(range(10**7))", "dict.fromkeys(range(10**7))", "[i for i in range(10**7)]",
		"{i: i for i in range(10**7)}", "{i for i in range(10**7)}",
	} {
		t.Run(source, func(t *testing.T) {
			in, err := gopy.New(gopy.Config{MaxMemory: 2 << 20, MaxSteps: 20_000_000})
			if err != nil {
				t.Fatal(err)
			}
			if err := in.RunString(source, "<test>"); err == nil || !strings.Contains(err.Error(), "MemoryError") {
				t.Errorf("got %v", err)
			}
		})
	}
}
