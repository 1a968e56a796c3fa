package export

import (
	"iter"
	"strings"
	"time"

	"tamtam/core/text"
)

// row is a turn as tables have it, with what is known of its call. A call without turns is one row, whose turn is 0 and which says nothing.
type row struct {
	head
	turn int // counted from 1
	at   time.Duration
	// speaker, side and topic are the turn's; said is its text, the lines joined by spaces.
	speaker, side, topic, said string
}

// columns are the names of what a row has, in the order in which all tables have it.
var columns = []string{
	"call_id", "title", "started", "duration_seconds", "url", "turn", "at_seconds", "at", "speaker", "side", "topic", "text",
}

func (c Conversation) rows() iter.Seq[row] {
	return func(yield func(row) bool) {
		h, turns := c.head(), c.turns()
		if len(turns) == 0 {
			yield(row{head: h})
			return
		}
		for n, t := range turns {
			if !yield(row{h, n + 1, t.At, t.Speaker, t.Affiliation, t.Topic, strings.Join(t.Lines, " ")}) {
				return
			}
		}
	}
}

// offset is where in the call the turn begins; "" of a row without turn.
func (r row) offset() string {
	if r.turn == 0 {
		return ""
	}
	return text.Offset(r.at)
}

func seconds(d time.Duration) int64 { return int64(d / time.Second) }
