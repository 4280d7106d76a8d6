package transform

// NoNightIsSmall lets every night be worked on in a file, until the function that it
// gives is called.
func NoNightIsSmall() (restore func()) {
	kept := smallRaw
	smallRaw = -1
	return func() { smallRaw = kept }
}
