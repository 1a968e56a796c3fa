package store

import "os"

// syncFolder does nothing: Windows has no way to ask for it.
func syncFolder(string) error { return nil }

// release lets go of a database file that bbolt has left open after a panic.
func release(f *os.File) error { return f.Close() }
