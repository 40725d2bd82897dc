// Package pprof writes profiles in the format that `go tool pprof` reads: gzipped protocol buffers of profile.proto
// (https://github.com/google/pprof/blob/main/proto/profile.proto).
package pprof

import (
	"compress/gzip"
	"encoding/binary"
	"io"
	"time"
)

// A Frame is a place in a function.
type Frame struct {
	Function string
	File     string
	First    int // line of the function
	Line     int
}

// A Sample is a stack, innermost frame first, and how often it was met.
type Sample struct {
	Stack []Frame
	Count int64
}

// Profile is what was sampled from Start on for a duration, once a period.
type Profile struct {
	Samples  []Sample
	Start    time.Time
	Duration time.Duration
	Period   time.Duration
}

// message is a protocol buffer under construction.
type message []byte

// number adds a field of a number, bytes one of a text or message. Zero numbers are left out.
func (m *message) number(field int, n int64) {
	if n != 0 {
		*m = binary.AppendUvarint(append(*m, byte(field<<3)), uint64(n))
	}
}

func (m *message) bytes(field int, b []byte) {
	*m = binary.AppendUvarint(append(*m, byte(field<<3|2)), uint64(len(b)))
	*m = append(*m, b...)
}

func (m *message) numbers(field int, numbers ...int64) {
	var packed []byte
	for _, n := range numbers {
		packed = binary.AppendUvarint(packed, uint64(n))
	}
	m.bytes(field, packed)
}

// tables gives texts, functions and places their numbers.
type tables struct {
	texts     map[string]int64
	functions map[Frame]int64 // by their frames, line 0
	places    map[Frame]int64
	order     []string // of the texts
	out       message  // functions and places
}

func (t *tables) text(s string) int64 {
	n, ok := t.texts[s]
	if !ok {
		n = int64(len(t.order))
		t.texts[s] = n
		t.order = append(t.order, s)
	}
	return n
}

// The fields of the messages Profile, ValueType, Sample, Location, Line and Function that are used.
const (
	profileSampleType, profileSample, profileLocation, profileFunction, profileText = 1, 2, 4, 5, 6
	profileTime, profileDuration, profilePeriodType, profilePeriod                  = 9, 10, 11, 12
	valueType, valueUnit                                                            = 1, 2
	sampleLocation, sampleValue                                                     = 1, 2
	locationID, locationLine                                                        = 1, 4
	lineFunction, lineLine                                                          = 1, 2
	functionID, functionName, functionSystemName, functionFile, functionFirst       = 1, 2, 3, 4, 5
)

func (t *tables) function(f Frame) int64 {
	f.Line = 0
	n, ok := t.functions[f]
	if !ok {
		n = int64(len(t.functions) + 1)
		t.functions[f] = n
		var m message
		m.number(functionID, n)
		m.number(functionName, t.text(f.Function))
		m.number(functionSystemName, t.text(f.Function))
		m.number(functionFile, t.text(f.File))
		m.number(functionFirst, int64(f.First))
		t.out.bytes(profileFunction, m)
	}
	return n
}

func (t *tables) place(f Frame) int64 {
	n, ok := t.places[f]
	if !ok {
		n = int64(len(t.places) + 1)
		t.places[f] = n
		var m, line message
		line.number(lineFunction, t.function(f))
		line.number(lineLine, int64(f.Line))
		m.number(locationID, n)
		m.bytes(locationLine, line)
		t.out.bytes(profileLocation, m)
	}
	return n
}

func (t *tables) value(kind, unit string) message {
	var m message
	m.number(valueType, t.text(kind))
	m.number(valueUnit, t.text(unit))
	return m
}

// Write writes the profile.
func (p *Profile) Write(w io.Writer) error {
	t := &tables{texts: map[string]int64{"": 0}, functions: map[Frame]int64{}, places: map[Frame]int64{}, order: []string{""}}
	var m message
	m.bytes(profileSampleType, t.value("samples", "count"))
	m.bytes(profileSampleType, t.value("time", "nanoseconds"))
	for _, s := range p.Samples {
		places := make([]int64, len(s.Stack))
		for i, f := range s.Stack {
			places[i] = t.place(f)
		}
		var sample message
		sample.numbers(sampleLocation, places...)
		sample.numbers(sampleValue, s.Count, s.Count*int64(p.Period))
		m.bytes(profileSample, sample)
	}
	m = append(m, t.out...)
	m.bytes(profilePeriodType, t.value("time", "nanoseconds"))
	for _, s := range t.order {
		m.bytes(profileText, []byte(s))
	}
	m.number(profileTime, p.Start.UnixNano())
	m.number(profileDuration, int64(p.Duration))
	m.number(profilePeriod, int64(p.Period))
	z := gzip.NewWriter(w)
	if _, err := z.Write(m); err != nil {
		return err
	}
	return z.Close()
}
