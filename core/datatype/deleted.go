package datatype

import (
	"time"

	"tamtam/core/text"
)

// keyDeleted is the last field of any record that a dataset keeps although Gong has deleted it.
const keyDeleted = "Deleted in Gong"

// MarkDeleted adds to a record that Gong has deleted it, as noticed at a time. One that is marked already stays as it is: marked is false.
func MarkDeleted(r *text.Record, noticed time.Time) (marked bool) {
	if Deleted(*r) {
		return false
	}
	r.Set(keyDeleted, "noticed "+text.Time(noticed))
	return true
}

// Deleted tells whether MarkDeleted has marked the record.
func Deleted(r text.Record) bool { return r.Value(keyDeleted) != "" }

// withDeleted gives every type the field of MarkDeleted.
func withDeleted(types ...Type) []Type {
	for i := range types {
		types[i].Keys = append(types[i].Keys[:len(types[i].Keys):len(types[i].Keys)], keyDeleted)
	}
	return types
}
