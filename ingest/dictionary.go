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

// A textKey is a text of at most shortText bytes itself, given its length; of a longer
// one it is a hash.
type textKey struct{ low, high uint64 }

const shortText = 16

func keyOf(b []byte) textKey {
	switch n := len(b); {
	case n > shortText:
		return textKey{low: maphash.Bytes(hashSeed, b)}
	case n >= 8:
		return textKey{binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])}
	case n >= 4:
		return textKey{uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[n-4:]))}
	case n > 0:
		return textKey{uint64(b[0])<<8 | uint64(b[n/2]), uint64(b[n-1])}
	}
	return textKey{}
}

// hash gives the hash of a text of n bytes: where to look for it, and what a slot holds
// of it in its high half, in which the lowest bits tell the length exactly if it is short.
func (k textKey) hash(n int) (at, tag uint64) {
	const lengths = 1<<5 - 1
	over, under := bits.Mul64(k.low^hashLow, k.high^hashHigh^uint64(n))
	h := over ^ under
	return h, h>>32&^lengths | uint64(min(n, shortText+1))
}

// A dictionary numbers distinct texts in order of their first appearance. Its
// bytes are laid out as Parquet's PLAIN encoding wants them (each text behind its
// length), so a dictionary page is the dictionary as it lies in memory.
type dictionary struct {
	slots  []uint64  // open addressing: a tag, and id+1; 0 is free
	keys   []textKey // of an id
	starts []uint32  // where the text of an id starts in plain
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
	d.keys, d.starts, d.plain = d.keys[:0], d.starts[:0], d.plain[:0]
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
	key := keyOf(b)
	at, tag := key.hash(len(b))
	mask := uint64(len(d.slots) - 1)
	for i := at & mask; ; i = (i + 1) & mask {
		slot := d.slots[i]
		if slot == 0 {
			d.slots[i] = tag<<32 | uint64(len(d.starts)+1)
			d.keys = append(d.keys, key)
			d.starts = append(d.starts, uint32(len(d.plain)))
			d.plain = appendPlain(d.plain, b)
			return int32(len(d.starts) - 1), true
		}
		if slot>>32 == tag {
			id := int32(uint32(slot) - 1)
			if d.keys[id] == key && (len(b) <= shortText || string(d.text(id)) == string(b)) {
				return id, false
			}
		}
	}
}

func (d *dictionary) grow() {
	n := max(dictionarySlots, 2*len(d.slots))
	d.slots = make([]uint64, n)
	mask := uint64(n - 1)
	for id, start := range d.starts {
		at, tag := d.keys[id].hash(int(binary.LittleEndian.Uint32(d.plain[start:])))
		i := at & mask
		for d.slots[i] != 0 {
			i = (i + 1) & mask
		}
		d.slots[i] = tag<<32 | uint64(id+1)
	}
}

// appendPlain appends a text as Parquet's PLAIN encoding spells it.
func appendPlain(dst, b []byte) []byte {
	return append(binary.LittleEndian.AppendUint32(dst, uint32(len(b))), b...)
}
