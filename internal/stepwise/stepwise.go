// Package stepwise turns a decoder that reads from an io.Reader into one that is given its input in parts.
//
// The decoder runs in a goroutine of its own, which works only while Decode waits for it: it stops where it wants input
// that isn't there yet, and where the caller's limit of output is reached. Most streams need no goroutine: they are there as a whole, and short.
package stepwise

import (
	"errors"
	"fmt"
	"io"
	"runtime"
)

// ErrStopped is what the decoder's input says when nobody wants its output any more.
var ErrStopped = errors.New("decoder stopped")

// Decoder decodes one stream.
type Decoder struct {
	*state
	// SeesEnd is for formats whose decoder goes on as long as it has no output to get rid of, so that it sees the end of
	// the stream in the call that got the last byte; it doesn't ask for input before there is room for more output.
	SeesEnd bool
}

// state is what the goroutine holds; the Decoder itself can be collected while it waits.
type state struct {
	open   func(*Source) (io.Reader, error)
	input  []byte
	want   []byte // where output goes
	got    int
	result error     // io.EOF: the stream has ended
	resume chan bool // nil: there is no goroutine, and the end of the input is noted in short
	paused chan bool // true: for input, false: for room or because it is done
	short  bool
	done   bool
}

// Source is the decoder's input. Next is what follows, for those who look before they take.
type Source struct{ s *state }

// New returns a decoder. open is called with the input once there is some; it may read. It is called again when the input turns out to be incomplete.
func New(open func(*Source) (io.Reader, error)) *Decoder {
	return &Decoder{state: &state{open: open}}
}

// start begins the goroutine.
func (d *Decoder) start() {
	s := d.state
	s.resume, s.paused = make(chan bool), make(chan bool)
	go s.run()
	runtime.AddCleanup(d, func(resume chan bool) { close(resume) }, s.resume)
}

// astray is the error of a decoder that bad data has led astray.
func astray(p any) error { return fmt.Errorf("corrupt data: %v", p) }

func (s *state) run() {
	defer func() {
		if p := recover(); p != nil {
			s.finish(astray(p))
		}
	}()
	if !<-s.resume {
		return
	}
	r, err := s.open(&Source{s})
	buffer := make([]byte, 16<<10)
	for err == nil {
		var n int
		n, err = r.Read(buffer) // not into s.want: that changes while the decoder waits for input
		for data := buffer[:n]; ; {
			taken := copy(s.want[s.got:], data)
			s.got += taken
			if data = data[taken:]; len(data) == 0 {
				break
			}
			if !s.pause(false) {
				return
			}
		}
	}
	if errors.Is(err, ErrStopped) {
		return
	}
	s.finish(err)
}

func (s *state) finish(err error) {
	s.result, s.done = err, true
	s.paused <- false
}

func (s *state) pause(forInput bool) bool {
	if s.resume == nil {
		s.short = true
		return false
	}
	s.paused <- forInput
	return <-s.resume
}

// Read reads what is there, at least a byte.
func (r *Source) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	for len(r.s.input) == 0 {
		if !r.s.pause(true) {
			return 0, ErrStopped
		}
	}
	n := copy(b, r.s.input)
	r.s.input = r.s.input[n:]
	return n, nil
}

// Buffered returns how many bytes can be read without a wait.
func (r *Source) Buffered() int { return len(r.s.input) }

// ReadByte reads a byte.
func (r *Source) ReadByte() (byte, error) {
	for len(r.s.input) == 0 {
		if !r.s.pause(true) {
			return 0, ErrStopped
		}
	}
	b := r.s.input[0]
	r.s.input = r.s.input[1:]
	return b, nil
}

// maxAtOnce is up to how many bytes of input are decoded at once: what the goroutine takes matters no more for longer ones.
const maxAtOnce = 64 << 10

// atOnce decodes a stream that data hold as a whole; ok is false when they don't.
func (s *state) atOnce(data []byte, charge func(int64) error) (out, rest []byte, ok bool, err error) {
	whole := &state{input: data}
	err = func() (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = astray(p)
			}
		}()
		r, err := s.open(&Source{whole})
		for size := min(16<<10, 8*len(data)); err == nil; size *= 2 {
			if err := charge(int64(size - len(out))); err != nil {
				return err
			}
			out = append(make([]byte, 0, size), out...)
			for err == nil && len(out) < size {
				var n int
				n, err = r.Read(out[len(out):size])
				out = out[:len(out)+n]
			}
		}
		return err
	}()
	if whole.short {
		return nil, nil, false, nil
	}
	s.done, s.result = true, err
	return out, whole.input, true, err
}

// Decode decodes data, which must begin with the rest that the call before left, into at most most bytes (negative: any
// number). charge is asked before memory is taken. It returns the output, the input that wasn't used, and whether more
// input is needed to go on; err is io.EOF at the end of the stream.
func (d *Decoder) Decode(data []byte, most int, charge func(int64) error) (out, rest []byte, needsInput bool, err error) {
	s := d.state
	if s.done {
		return nil, data, false, s.result
	}
	if s.resume == nil {
		if most < 0 && len(data) > 0 && len(data) <= maxAtOnce {
			if out, rest, ok, err := s.atOnce(data, charge); ok {
				return out, rest, false, err
			}
		}
		d.start()
	}
	s.input = data
	size := 16 << 10
	if most >= 0 {
		size = min(size, most)
	}
	for {
		if len(out) == size {
			if most >= 0 && size == most {
				// The end may follow without more output: a decoder that is asked for no bytes doesn't tell.
				if d.SeesEnd {
					s.want, s.got = out, len(out)
					s.resume <- true
					if <-s.paused; s.done {
						return out, s.input, false, s.result
					}
				}
				return out, s.input, false, nil
			}
			if size > 0 {
				size *= 2
			}
			if most >= 0 {
				size = min(size, most)
			}
		}
		if err := charge(int64(size - len(out))); err != nil {
			return nil, nil, false, err
		}
		s.want = append(make([]byte, 0, size), out...)[:size]
		s.got = len(out)
		s.resume <- true
		forInput := <-s.paused
		out = s.want[:s.got]
		if s.done {
			return out, s.input, false, s.result
		}
		if forInput {
			return out, nil, !d.SeesEnd || len(out) != most, nil
		}
	}
}
