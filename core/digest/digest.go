package digest

import (
	"time"

	"tamtam/core"
)

// Internal and External are the sides of a person as records write them; a third one, "", is unknown.
const (
	Internal = "Internal"
	External = "External"
)

// Digest is the little of a record of a call, or of its transcript, that is needed without reading it. What the record does not say is zero.
type Digest struct {
	// ID is the call's.
	ID      core.CallID
	Title   string
	Started time.Time
	// Duration is the call's length, to the second.
	Duration time.Duration
	// Scope is Gong's word for whether people from outside took part: External, Internal, Unknown.
	Scope string
	// URL is the call's page in Gong.
	URL string
	// Private and Deleted tell of a call that Gong lists as private, and of one that Gong has deleted and the dataset keeps.
	Private, Deleted bool
	// People are the attendees of a call, the speakers of a transcript, in the order of the record.
	People []Person
	// Objects are the CRM objects that the call is linked to.
	Objects []Object
	// Trackers are those that were said, Topics those that were talked about.
	Trackers []Tracker
	Topics   []Topic
	// Turns is how many turns a transcript has.
	Turns int
}

// Person is somebody in a call.
type Person struct {
	// Name is the name shown, unique within the call; the e-mail address of whom only that is known.
	Name, Email, Title string
	// Side is Internal, External or "".
	Side string
	// Talked is how long the person spoke, by the sentences of the transcript; zero in a call's digest.
	Talked time.Duration
}

// Object is an object of a CRM.
type Object struct {
	// Kind is Account, Opportunity, Contact or whatever the CRM calls it.
	Kind, Name, System, ID string
}

// Account is the kind of a company's object.
const Account = "Account"

// Tracker is a tracker that was said in a call.
type Tracker struct {
	Name  string
	Count int
}

// Topic is a topic of a call and how long it was talked about; zero when Gong does not say.
type Topic struct {
	Name   string
	Length time.Duration
}
