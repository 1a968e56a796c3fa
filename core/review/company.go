package review

import (
	"time"

	"tamtam/core/digest"
)

// Company is all about a company that the calls tell. Gong can not be asked for a company's calls; the catalogue can.
type Company struct {
	Name string
	// Calls are those with it, newest first.
	Calls []*Call
	// People are those from outside, who took part in most calls first, with the number of calls.
	People []Acquaintance
	// Ours are our people, likewise.
	Ours []Acquaintance
	// Objects are the deals and other CRM objects of its calls, each once, as the newest call shows them.
	Objects []digest.Object
	// Trackers are the trackers of its calls by month, most said first.
	Trackers []Trend
	// First and Last are when its first and its last call began; Total is the length of all.
	First, Last time.Time
	Total       time.Duration
}

// Acquaintance is a person and how many calls they took part in, the last of them when.
type Acquaintance struct {
	digest.Person
	Calls int
	Last  time.Time
}

// Trend is how often a tracker was said by month; Counts begin with the month of Company.First.
type Trend struct {
	Name   string
	Total  int
	Counts []int
}

// Company gathers all about a company, by a name that a call has among its Companies, whatever case and accents.
func (c *Catalogue) Company(name string) Company { return Company{Name: name} }
