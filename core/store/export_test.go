package store

import bolt "go.etcd.io/bbolt"

// Migration is a step of the schema, for tests that bring their own.
type Migration = func(tx *bolt.Tx) error

// OpenWith opens a database as a program with these migrations would.
func OpenWith(folder string, o Options, steps ...Migration) (*Store, error) {
	own := make([]migration, len(steps))
	for i, step := range steps {
		own[i] = step
	}
	return open(folder, o, own)
}

// Thresholds makes changes big from so many bytes on, and returns the way back.
func Thresholds(small, step int) (restore func()) {
	before, beforeStep := smallChange, copyBytes
	smallChange, copyBytes = small, step
	return func() { smallChange, copyBytes = before, beforeStep }
}
