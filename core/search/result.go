package search

import (
	"time"

	"tamtam/core"
	"tamtam/core/review"
)

// Options are how to search; the zero value finds the best 50 calls of all datasets.
type Options struct {
	// Datasets are those to search; all when none is named.
	Datasets []core.DatasetID
	// Limit is the most calls to return, 50 when zero. Total counts the others, too.
	Limit int
	// Skip leaves out that many of the best calls, for the next page.
	Skip int
	// Turns is the most turns to return of a call, all when zero. CallHits.Turns counts the others, too.
	Turns int
	// Typing takes a last word that no space follows for the beginning of one.
	Typing bool
	// Newest sorts by date in place of how well a call fits.
	Newest bool
	// Now and Location are for days such as today; the machine's clock is the caller's to ask. UTC when nil.
	Now      time.Time
	Location *time.Location
	// Personal tells what a person made of a call, for tag: and has:; nil tells nothing.
	Personal func(core.CallID) review.Personal
}

// Results are what a query found.
type Results struct {
	// Total is the number of calls, Said the number of turns in those that Calls holds.
	Total int
	Calls []CallHits
	// Notices say what of the query was not understood, and what could not be read.
	Notices []Notice
	// Empty is set for a query that asks for nothing yet.
	Empty bool
}

// CallHits is a call and the turns in which it has what was asked for.
type CallHits struct {
	Call *review.Call
	// Hits are the turns, in the order of the call. Which ones a query without words has, the package's documentation says.
	Hits []Hit
	// Turns is how many turns the query has in the call.
	Turns int
}

// Hit is a turn that has what was asked for.
type Hit struct {
	Turn          int
	At            time.Duration
	Speaker, Side string
	// Text is the turn's, its lines joined by "\n".
	Text string
	// Marks are the ranges of what was found, words or the passages of marks, in runes of Text, in order and without overlap.
	Marks [][2]int
}

// Notice says what of a query was not understood, or of what was found not read.
type Notice struct {
	// Kind tells what is wrong, Text the part of the query.
	Kind NoticeKind
	Text string
}

// NoticeKind is what is wrong with a part of a query, or with what it found.
type NoticeKind string

// The kinds of notices.
const (
	NoDate     NoticeKind = "no date"     // before: or after: without a day
	NoSide     NoticeKind = "no side"     // side: other than internal, external
	NoValue    NoticeKind = "no value"    // has: other than it knows
	NoDataset  NoticeKind = "no dataset"  // dataset: of which there is none
	OpenQuote  NoticeKind = "open quote"  // a quotation mark that none closes: the phrase goes to the end
	NothingYet NoticeKind = "nothing yet" // an operator without a value
	Unreadable NoticeKind = "unreadable"  // transcripts that are damaged: their calls come without hits; Text is how many
	TooLong    NoticeKind = "too long"    // more words than are searched for at once; Text is how many that are
)

// Completion is what may go on at a place of a query: Text replaces the runes From to To.
type Completion struct {
	From, To int
	Text     string
	// Calls is how many calls the value is in, 0 when that is not known.
	Calls int
}
