package review

import (
	"time"

	"tamtam/core"
)

// Filter narrows the calls of a catalogue; its zero value lets all pass. Within a list one match suffices, between the fields all must hold.
type Filter struct {
	// Words must each stand in the title, a person's name or address, or a company, whatever case and accents.
	Words string `json:"words,omitempty"`
	// From and To bound when the call began; To is not included. Zero bounds nothing.
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
	// People are names or addresses, Companies, Trackers and Topics names, all as the digest has them but for case and accents.
	People    []string `json:"people,omitempty"`
	Companies []string `json:"companies,omitempty"`
	Trackers  []string `json:"trackers,omitempty"`
	Topics    []string `json:"topics,omitempty"`
	// Side is digest.External for calls with people from outside, digest.Internal for those without, "" for both.
	Side string `json:"side,omitempty"`
	// Shortest and Longest bound the length; zero bounds nothing.
	Shortest time.Duration `json:"shortest,omitempty"`
	Longest  time.Duration `json:"longest,omitempty"`
	// Datasets hold the call.
	Datasets []core.DatasetID `json:"datasets,omitempty"`
	// Tags, Starred, Noted and Unread ask what a person made of the call, Awaited whether its transcript is.
	Tags    []string `json:"tags,omitempty"`
	Starred bool     `json:"starred,omitempty"`
	Noted   bool     `json:"noted,omitempty"`
	Unread  bool     `json:"unread,omitempty"`
	Awaited bool     `json:"awaited,omitempty"`
}

// Ranges are periods and lengths that a filter could be set to. Unlike names, calls do not have them: who wants them counted says which.
type Ranges struct {
	Periods []Period
	Lengths []Length
}

// Period bounds when a call began, as From and To of a Filter do.
type Period struct{ From, To time.Time }

// Length bounds how long a call was, as Shortest and Longest of a Filter do.
type Length struct{ Shortest, Longest time.Duration }

// Personal is what a person made of a call, for filters.
type Personal struct {
	Tags                              []string
	Starred, Noted, Highlighted, Read bool
}

// Choice is a value that a filter can be set to and how many calls would be left with it beside the filter's other fields.
type Choice struct {
	Value string
	Calls int
}

// Choices are the values of each field of a filter, most calls first.
type Choices struct {
	People, Companies, Trackers, Topics, Tags, Datasets []Choice
	External, Internal                                  int
	Starred, Noted, Unread, Awaited                     int
	// Periods and Lengths are the numbers of calls with each of the Ranges that were asked for, in their order.
	Periods, Lengths []int
}

// Order is what a list is sorted by.
type Order string

// The orders of a list. Equal ones stand newest first.
const (
	ByDate     Order = "date"
	ByTitle    Order = "title"
	ByDuration Order = "duration"
	ByCompany  Order = "company"
)
