// This file samples what Python functions run: a profile of where time goes, by Python function.

package eval

import (
	"cmp"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/gopy-lang/gopy/internal/pprof"
	py "github.com/gopy-lang/gopy/runtime"
)

// A Profile collects the stacks of an interpreter's Python frames, period by period. A thread looks at its stack at its next poll, so what
// a built-in function takes counts for the function that called it.
type Profile struct {
	interp *py.Interp
	period time.Duration
	start  time.Time
	ticks  atomic.Int64 // periods that no stack has been counted for yet
	stop   chan struct{}
	stacks map[string]*sampledStack
	key    []byte
}

type sampledStack struct {
	frames []sampledFrame
	count  int64
}

type sampledFrame struct {
	code   *py.Code
	offset int // in the bytecode
}

// StartProfile begins to sample an interpreter.
func (s *Shared) StartProfile(in *py.Interp, period time.Duration) *Profile {
	p := &Profile{interp: in, period: period, start: time.Now(), stop: make(chan struct{}), stacks: map[string]*sampledStack{}}
	s.profile = p
	go p.tick()
	return p
}

func (p *Profile) tick() {
	t := time.NewTicker(p.period)
	defer t.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-t.C:
			p.ticks.Add(1)
			p.interp.Breaker.Or(py.BreakSample)
		}
	}
}

// sample counts the stack of the thread for the periods since the last time.
func (m *machine) sample() {
	p := m.shared.profile
	if p == nil {
		return
	}
	n := p.ticks.Swap(0)
	if n == 0 {
		return
	}
	p.key = p.key[:0]
	var frames []sampledFrame
	for i := m.depth(); i > 0; i-- {
		pc, _, table := m.state(i)
		if table == 0 {
			continue
		}
		x := executionOf(pointer(&table))
		f := sampledFrame{x.code, x.offset(pointer(&pc))}
		frames = append(frames, f)
		p.key = binary.LittleEndian.AppendUint64(p.key, uint64(uintptr(unsafe.Pointer(f.code))))
		p.key = binary.LittleEndian.AppendUint64(p.key, uint64(f.offset))
	}
	s := p.stacks[string(p.key)]
	if s == nil {
		s = &sampledStack{frames: frames}
		p.stacks[string(p.key)] = s
	}
	s.count += n
}

// plainName makes a name of which pprof, which takes what is in angle brackets for template arguments, shows all.
var plainName = strings.NewReplacer("<locals>.", "", "<", "", ">", "")

// Stop ends the sampling and writes the profile for `go tool pprof`.
func (p *Profile) Stop(w io.Writer) error {
	close(p.stop)
	out := pprof.Profile{Start: p.start, Duration: time.Since(p.start), Period: p.period}
	for _, s := range p.stacks {
		sample := pprof.Sample{Count: s.count}
		for _, f := range s.frames {
			c := f.code.Code
			sample.Stack = append(sample.Stack, pprof.Frame{Function: plainName.Replace(c.QualName), File: c.Filename, First: c.FirstLineno, Line: f.code.Line(f.offset)})
		}
		out.Samples = append(out.Samples, sample)
	}
	slices.SortFunc(out.Samples, func(a, b pprof.Sample) int { return cmp.Compare(b.Count, a.Count) })
	return out.Write(w)
}
