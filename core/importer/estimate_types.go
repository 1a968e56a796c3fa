package importer

import (
	"time"

	"tamtam/core"
)

// TypeEstimate is what is expected of a data type's file before it is imported.
type TypeEstimate struct {
	Type core.DataType
	// Name is the file's name if the import began now.
	Name string
	// Records and Bytes are expected from a preview page; Exact says that nothing had to be guessed.
	Records int
	Bytes   int64
	Exact   bool
	// Err says why there is no estimate: core.Denied with the scope when the permission is missing.
	Err error
}

// Cost is what an import is expected to ask of Gong.
type Cost struct {
	Requests int
	Time     time.Duration
}
