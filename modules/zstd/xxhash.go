// This file holds the sum of frames, XXH64 with the seed 0 (Y. Collet, "xxHash fast digest algorithm").

package zstd

import (
	"encoding/binary"
	"math/bits"
)

const (
	prime1 = 11400714785074694791
	prime2 = 14029467366897019727
	prime3 = 1609587929392839161
	prime4 = 9650029242287828579
	prime5 = 2870177450012600261
	stripe = 32
)

// xxhash is a sum in the making.
type xxhash struct {
	lanes [4]uint64
	rest  []byte // less than a stripe
	total uint64
}

func newXXHash() *xxhash {
	first := uint64(prime1)
	return &xxhash{lanes: [4]uint64{first + prime2, prime2, 0, -first}}
}

func mix(lane, word uint64) uint64 { return bits.RotateLeft64(lane+word*prime2, 31) * prime1 }

func (x *xxhash) write(p []byte) {
	x.total += uint64(len(p))
	if len(x.rest) > 0 {
		n := min(stripe-len(x.rest), len(p))
		x.rest, p = append(x.rest, p[:n]...), p[n:]
		if len(x.rest) < stripe {
			return
		}
		x.stripe(x.rest)
		x.rest = x.rest[:0]
	}
	for ; len(p) >= stripe; p = p[stripe:] {
		x.stripe(p)
	}
	x.rest = append(x.rest, p...)
}

func (x *xxhash) stripe(p []byte) {
	for i := range x.lanes {
		x.lanes[i] = mix(x.lanes[i], binary.LittleEndian.Uint64(p[8*i:]))
	}
}

func (x *xxhash) sum() uint64 {
	h := x.lanes[2] + prime5
	if x.total >= stripe {
		h = 0
		for i, lane := range x.lanes {
			h += bits.RotateLeft64(lane, []int{1, 7, 12, 18}[i])
		}
		for _, lane := range x.lanes {
			h = (h^mix(0, lane))*prime1 + prime4
		}
	}
	h += x.total
	p := x.rest
	for ; len(p) >= 8; p = p[8:] {
		h = bits.RotateLeft64(h^mix(0, binary.LittleEndian.Uint64(p)), 27)*prime1 + prime4
	}
	if len(p) >= 4 {
		h = bits.RotateLeft64(h^uint64(binary.LittleEndian.Uint32(p))*prime1, 23)*prime2 + prime3
		p = p[4:]
	}
	for _, b := range p {
		h = bits.RotateLeft64(h^uint64(b)*prime5, 11) * prime1
	}
	h = (h ^ h>>33) * prime2
	h = (h ^ h>>29) * prime3
	return h ^ h>>32
}
