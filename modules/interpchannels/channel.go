// This file holds the channels themselves, which all interpreters of a program share.

package interpchannels

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

// noTime stands for a timeout of nothing.
const noTime = 1

// Ends of a channel; both is for numbers that stand for the channel as a whole.
const (
	sending = iota
	receiving
	both
)

func endOf(send bool) int {
	if send {
		return sending
	}
	return receiving
}

// users are the interpreters that have used an end: true while they use it, false once they have released it.
type users map[int64]bool

// living returns the interpreters that use the end, in order.
func (u users) living() []int64 {
	var list []int64
	for id, uses := range u {
		if uses {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

func (u users) release(id int64) { u[id] = false }

// state is how far a channel has been closed.
type state int

const (
	open    state = iota
	closing       // no more can be sent; it is closed when all was received
	closed
)

// channel is one channel. It changes while its table is locked only.
type channel struct {
	id       int64
	orphans  int64 // what becomes of items whose interpreter has ended, unless send says otherwise: see crossinterp.RemoveOrphan
	fallback int64
	state    state
	unlisted bool // it was closed, not just left by all
	items    []*item
	users    [2]users
}

// fate is what has become of an item.
type fate int

const (
	waiting fate = iota
	received
	dropped
)

// item is an object in a channel.
type item struct {
	parcel  crossinterp.Parcel // nil: the interpreter that has sent it has ended
	from    int64              // that interpreter's number
	orphans int64
	fate    fate
	gone    chan struct{} // closed when it has left the channel
}

func (x *item) end(f fate) {
	x.fate = f
	close(x.gone)
}

func (c *channel) closedError() error { return py.Raise(closedType, "channel %d is closed", c.id) }

// use makes an interpreter a user of an end.
func (c *channel) use(end int, id int64) error {
	if c.state == closed || c.state == closing && end == sending {
		return c.closedError()
	}
	if uses, known := c.users[end][id]; known && !uses {
		return py.Raise(closedType, "channel %d is already closed", c.id)
	}
	c.users[end][id] = true
	return nil
}

// take takes an item out.
func (c *channel) take(x *item) {
	if i := slices.Index(c.items, x); i >= 0 {
		c.items = slices.Delete(c.items, i, i+1)
	}
	if c.state == closing && len(c.items) == 0 {
		c.close()
		c.unlisted = true
	}
}

// close closes the channel and drops what is in it.
func (c *channel) close() {
	c.state = closed
	for _, x := range c.items {
		x.end(dropped)
	}
	c.items, c.users = nil, [2]users{{}, {}}
}

// closeUnused closes the channel if it has been used, but is no more.
func (c *channel) closeUnused() {
	used := len(c.users[sending])+len(c.users[receiving]) > 0
	if used && len(c.users[sending].living())+len(c.users[receiving].living()) == 0 {
		c.close()
	}
}

// infoFields are the fields of a ChannelInfo, of which the first visibleInfo are its items.
var infoFields = []string{"open", "closing", "closed", "count", "num_interp_send", "num_interp_send_released", "num_interp_recv", "num_interp_recv_released",
	"num_interp_both", "num_interp_both_released", "num_interp_both_send_released", "num_interp_both_recv_released",
	"send_associated", "send_released", "recv_associated", "recv_released"}

const visibleInfo = 8

// info describes the channel to an interpreter. The numbers count those that have used one end only, and those that have used both.
func (c *channel) info(me int64) py.Value {
	const one, bothEnds = 0, 4
	var counts [8]int64 // by infoFields from the fifth on
	for id, sends := range c.users[sending] {
		receives, alsoReceives := c.users[receiving][id]
		switch {
		case !alsoReceives && sends:
			counts[one]++
		case !alsoReceives:
			counts[one+1]++
		case sends && receives:
			counts[bothEnds]++
		case sends:
			counts[bothEnds+3]++
		case receives:
			counts[bothEnds+2]++
		default:
			counts[bothEnds+1]++
		}
	}
	for id, receives := range c.users[receiving] {
		if _, alsoSends := c.users[sending][id]; alsoSends {
			continue
		}
		if receives {
			counts[one+2]++
		} else {
			counts[one+3]++
		}
	}
	values := []py.Value{py.Bool(c.state == open), py.Bool(c.state == closing), py.Bool(c.state == closed), py.Int(int64(len(c.items)))}
	for _, n := range counts {
		values = append(values, py.Int(n))
	}
	for _, u := range c.users {
		uses, known := u[me]
		values = append(values, py.Bool(uses), py.Bool(known && !uses))
	}
	return py.NewStruct(infoType, values...)
}

// table holds the channels of a program by their numbers.
type table struct {
	mu       sync.Mutex
	channels map[int64]*channel
	next     int64
}

func tableOf(th *py.Thread) *table {
	g, fresh := th.Interp.Group, false
	t := py.Shared(g, "_interpchannels", func() *table {
		fresh = true
		return &table{channels: map[int64]*channel{}}
	})
	if fresh {
		crossinterp.OnEnd(g, t.orphan)
	}
	return t
}

func (t *table) create(orphans, fallback int64) int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	id := t.next
	t.next++
	t.channels[id] = &channel{id: id, orphans: orphans, fallback: fallback, users: [2]users{{}, {}}}
	return id
}

func (t *table) exists(id int64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.channels[id] != nil
}

// all returns copies of the channels that nobody has closed, in order.
func (t *table) all() []channel {
	t.mu.Lock()
	defer t.mu.Unlock()
	var list []channel
	for c := range maps.Values(t.channels) {
		if !c.unlisted {
			list = append(list, *c)
		}
	}
	slices.SortFunc(list, func(a, b channel) int { return cmp.Compare(a.id, b.id) })
	return list
}

// orphan deals with what an interpreter has left that has ended.
func (t *table) orphan(id int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range t.channels {
		for _, u := range c.users {
			if u[id] {
				u.release(id)
			}
		}
		for _, x := range slices.Clone(c.items) {
			if x.from != id || x.parcel == nil {
				continue
			}
			if x.orphans == crossinterp.RemoveOrphan {
				c.take(x)
				x.end(dropped)
			} else {
				x.parcel = nil
			}
		}
		c.closeUnused()
	}
}
