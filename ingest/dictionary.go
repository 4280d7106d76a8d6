package ingest

import (
	"encoding/binary"
	"hash/maphash"
	"math/bits"
	"math/rand/v2"
)

// The seeds differ from run to run, so that no file can be made whose texts all
// collide. Nothing written depends on them: ids are given in order of first
// appearance.
var (
	hashSeed          = maphash.MakeSeed()
	hashLow, hashHigh = rand.Uint64(), rand.Uint64()
)

// hashText hashes a text; those of at most 16 bytes, which are most, in a few
// instructions.
func hashText(b []byte) uint64 {
	var low, high uint64
	switch n := len(b); {
	case n > 16:
		return maphash.Bytes(hashSeed, b)
	case n >= 8:
		low, high = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		low, high = uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[n-4:]))
	case n > 0:
		low, high = uint64(b[0])<<8|uint64(b[n/2]), uint64(b[n-1])
	}
	over, under := bits.Mul64(low^hashLow, high^hashHigh^uint64(len(b)))
	return over ^ under
}

// A dictionary numbers distinct texts in order of their first appearance. Its
// bytes are laid out as Parquet's PLAIN encoding wants them (each text behind its
// length), so a dictionary page is the dictionary as it lies in memory.
type dictionary struct {
	slots  []uint64 // open addressing: high half of the hash, and id+1; 0 is free
	starts []uint32 // where the text of an id starts in plain
	plain  []byte
}

const dictionarySlots = 64 // of a fresh dictionary

// len is the number of distinct texts.
func (d *dictionary) len() int { return len(d.starts) }

// reset forgets every text and keeps the memory, unless it was used for far more
// than is usual.
func (d *dictionary) reset() {
	if cap(d.plain) > 8<<20 {
		*d = dictionary{}
		return
	}
	clear(d.slots)
	d.starts, d.plain = d.starts[:0], d.plain[:0]
}

// text gives the text of an id; it is valid until reset.
func (d *dictionary) text(id int32) []byte {
	start := d.starts[id]
	return d.plain[start+4:][:binary.LittleEndian.Uint32(d.plain[start:])]
}

// id gives the number of a text, and whether it was seen for the first time.
func (d *dictionary) id(b []byte) (id int32, isNew bool) {
	if len(d.starts) >= len(d.slots)/2 {
		d.grow()
	}
	h := hashText(b)
	high := h &^ (1<<32 - 1)
	mask := uint64(len(d.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		slot := d.slots[i]
		if slot == 0 {
			d.slots[i] = high | uint64(len(d.starts)+1)
			d.starts = append(d.starts, uint32(len(d.plain)))
			d.plain = appendPlain(d.plain, b)
			return int32(len(d.starts) - 1), true
		}
		if slot&^(1<<32-1) == high {
			id := int32(uint32(slot) - 1)
			if string(d.text(id)) == string(b) {
				return id, false
			}
		}
	}
}

func (d *dictionary) grow() {
	n := max(dictionarySlots, 2*len(d.slots))
	d.slots = make([]uint64, n)
	mask := uint64(n - 1)
	for id := range d.starts {
		h := hashText(d.text(int32(id)))
		i := h & mask
		for d.slots[i] != 0 {
			i = (i + 1) & mask
		}
		d.slots[i] = h&^(1<<32-1) | uint64(id+1)
	}
}

// appendPlain appends a text as Parquet's PLAIN encoding spells it.
func appendPlain(dst, b []byte) []byte {
	return append(binary.LittleEndian.AppendUint32(dst, uint32(len(b))), b...)
}
