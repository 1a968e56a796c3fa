package core

import (
	"crypto/rand"
	"encoding/hex"
)

// CallID is Gong's id of a call: a decimal number of up to 20 digits, kept as text because it may exceed 63 bits.
type CallID string

// UserID is Gong's id of a user, a decimal number kept as text.
type UserID string

// WorkspaceID is Gong's id of a workspace, a decimal number kept as text.
type WorkspaceID string

// DatasetID is the id of a local dataset. It is ours, random, and safe as a file name.
type DatasetID string

// ConnectionID is the id of a connection to one Gong account. It is ours, random, and safe as a file name.
type ConnectionID string

// RunID is the id of a run in a dataset's history. It is ours; later runs of a dataset have greater ones, as texts.
type RunID string

// SourceID is the id of a file or folder that a person attached to a dataset. It is ours and random.
type SourceID string

// AttachedID is the id of an attached file. It is ours and random, and stays the file's as long as it is kept.
type AttachedID string

// SampleConnection is the id under which datasets name the built-in simulated account, which is kept in no list of connections.
const SampleConnection ConnectionID = "sample"

// NewID makes a random id of 16 hexadecimal digits, for what we name ourselves.
func NewID() string {
	var b [8]byte
	rand.Read(b[:]) // never fails (crypto/rand, Go 1.24)
	return hex.EncodeToString(b[:])
}
