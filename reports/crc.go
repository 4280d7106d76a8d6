package reports

// crcOf gives the CRC-32 (IEEE) of two texts one after the other, from those of
// each and the length of the second: what follows the first is n bytes further on,
// which is a product of matrices over the bits, squared as often as n has digits.
func crcOf(first, second uint32, n int64) uint32 {
	const ieee = 0xedb88320
	var step [32]uint32 // what one bit further on does to each bit
	step[0] = ieee
	for i := 1; i < 32; i++ {
		step[i] = 1 << (i - 1)
	}
	for range 3 { // one byte further on
		step = squared(step)
	}
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			first = times(step, first)
		}
		step = squared(step)
	}
	return first ^ second
}

func times(m [32]uint32, bits uint32) (sum uint32) {
	for i := 0; bits != 0; i, bits = i+1, bits>>1 {
		if bits&1 == 1 {
			sum ^= m[i]
		}
	}
	return sum
}

func squared(m [32]uint32) (square [32]uint32) {
	for i, bits := range m {
		square[i] = times(m, bits)
	}
	return square
}
