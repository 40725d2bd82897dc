package time_test

import (
	"testing"
	gotime "time"

	"github.com/gopy-lang/gopy/internal/expressions"
	"github.com/gopy-lang/gopy/modules/time"
	py "github.com/gopy-lang/gopy/runtime"
)

// fixedHost is a machine in which time stands still, in a given zone.
type fixedHost struct {
	py.Host
	now   gotime.Time
	slept *gotime.Duration
}

func (h fixedHost) Now() gotime.Time                       { return h.now }
func (h fixedHost) Monotonic() gotime.Duration             { return 1500 * gotime.Millisecond }
func (h fixedHost) CPUTime() gotime.Duration               { return 250 * gotime.Millisecond }
func (h fixedHost) MemoryTotal() int64                     { return 1 << 30 }
func (h fixedHost) Sleep(d gotime.Duration, wake *py.Wake) { *h.slept += d }

func newEvaluator(t *testing.T, now gotime.Time) (*expressions.Evaluator, *gotime.Duration) {
	slept := new(gotime.Duration)
	e, err := expressions.New(expressions.NewThread(fixedHost{now: now, slept: slept}), time.Module)
	if err != nil {
		t.Fatal(err)
	}
	return e, slept
}

func TestGolden(t *testing.T) {
	e, _ := newEvaluator(t, gotime.Unix(1700000000, 0).UTC())
	e.Golden(t, "testdata/time.tsv")
}

// TestHost reads every clock of a Host, in a zone with summer time.
func TestHost(t *testing.T) {
	zone, err := gotime.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zone data:", err)
	}
	e, slept := newEvaluator(t, gotime.Unix(1720000000, 123456789).In(zone))
	for source, want := range map[string]string{
		"time.time()":                             "1720000000.1234567",
		"time.time_ns()":                          "1720000000123456789",
		"time.monotonic()":                        "1.5",
		"time.perf_counter_ns()":                  "1500000000",
		"time.process_time()":                     "0.25",
		"time.clock_gettime(1)":                   "1.5",
		"time.tzname":                             "('CET', 'CEST')",
		"time.timezone":                           "-3600",
		"time.altzone":                            "-7200",
		"time.daylight":                           "1",
		"time.ctime()":                            "'Wed Jul  3 11:46:40 2024'",
		"time.asctime()":                          "'Wed Jul  3 11:46:40 2024'",
		"time.localtime().tm_zone":                "'CEST'",
		"time.localtime(1700000000).tm_gmtoff":    "3600",
		"time.strftime('%H %Z %z')":               "'11 CEST +0200'",
		"time.mktime((2024,7,3,11,46,40,0,0,-1))": "1720000000.0",
		"time.mktime((2024,10,27,2,30,0,0,0,0))":  "1729992600.0",
		"time.mktime((2024,10,27,2,30,0,0,0,1))":  "1729989000.0",
		"time.mktime((2024,7,3,11,46,40,0,0,0))":  "1720003600.0",
		"time.sleep(0.25)":                        "None",
	} {
		if got := e.Outcome(source); got != want {
			t.Errorf("%s: got %s, want %s", source, got, want)
		}
	}
	if *slept != 250*gotime.Millisecond {
		t.Errorf("slept %v", *slept)
	}
}
