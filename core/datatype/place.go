package datatype

import (
	"cmp"
	"time"

	"tamtam/core"
	"tamtam/core/text"
)

// OfKind returns the data type whose records are of the kind, or the zero Type when there is none.
func OfKind(kind string) Type {
	for _, t := range types {
		if t.Kind == kind {
			return t
		}
	}
	return Type{}
}

// SortOf is the Sort of a record that is known by its text alone, to the second: what a record does not say orders it as if Gong had not
// said it.
func SortOf(t core.DataType, r text.Record) []byte {
	switch t {
	case core.Calls, core.Transcripts:
		return newestFirst(instant(r.Value("Started")))
	case core.AnsweredScorecards:
		when := instant(r.Value("Reviewed at"))
		if call, err := text.ParseItem(r.Value("Call")); when.IsZero() && err == nil {
			when = instant(call.Text)
		}
		return newestFirst(when)
	case core.UserStats:
		return byName(r.Value("User"))
	case core.Users:
		return byName(cmp.Or(r.Value("Name"), r.Value("Email")))
	}
	return byName(r.Value("Name"))
}

func instant(s string) time.Time {
	t, err := text.ParseTime(s)
	if err != nil {
		return time.Time{}
	}
	return t
}
