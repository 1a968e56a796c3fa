package importer

import (
	"errors"
	"fmt"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/store"
	"tamtam/core/text"
)

// about is what a file's header says beyond what the run knows anyway.
type about struct {
	// inGong is how many there are in Gong: records, or for transcripts calls. The limit has cut them when they are more.
	inGong int
	// uncounted tells that inGong is only the least that there are.
	uncounted bool
	// hidden is how many private calls were left out.
	hidden int
	// dates are the days covered; zero for a type that no period selects.
	dates core.Dates
	// note says what the file lacks; lacks is the note again where a permission would mend it.
	note, lacks string
	// keep tells of a record that was not met whether it stays; nil for none. deleted tells of one that does not whether Gong has deleted it;
	// nil for all.
	keep, deleted func(id string, sort []byte) bool
	// also is done with the finish; may be nil.
	also func(*store.Stage) error
}

// Reason says in a sentence why a type is not done.
func Reason(t core.DataType, err error) string {
	scope := core.ScopeOf(err)
	if o, ok := errors.AsType[*core.Obstacle](err); ok && o.Kind() != core.Unauthorized {
		return "Gong cannot be reached: " + o.Error()
	}
	switch core.KindOf(err) {
	case core.Denied:
		if scope == "" {
			return "Gong does not permit this key to read " + datatype.Of(t).Title
		}
		return "the key lacks the Gong permission " + scope
	case core.Unauthorized:
		return "Gong does not accept the key any more; connect again"
	case core.Offline:
		return "Gong cannot be reached; check the network and try again"
	case core.Busy:
		return "Gong's request limit is reached; try again later"
	case core.Broken:
		return "what arrived could not be understood"
	case core.Canceled:
		return "stopped; whole pages are kept and the next import goes on from there"
	case core.Full:
		return "the disk is full; what was there before is kept"
	}
	return fmt.Sprintf("it failed: %v", err)
}

func (r *run) header(t core.DataType, a about, records int) text.Header {
	facts := datatype.Facts{
		BaseURL: r.client.Base().String(), Workspaces: r.state.Workspaces, Generated: r.clock.Now(), Dates: a.dates,
		Records: records, Private: a.hidden,
	}
	if a.note != "" {
		facts.Notes = append(facts.Notes, a.note)
	}
	if limit := r.state.Limit; limit > 0 && a.inGong > limit {
		facts.Limit = limit
		if !a.uncounted {
			facts.Total = a.inGong
		}
	}
	return datatype.Header(datatype.Of(t), facts)
}
