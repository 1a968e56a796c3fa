package review

import (
	"time"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/text"
)

// Call is a line of the list: what is known of a call without opening it, joined of its record among the calls and its transcript.
type Call struct {
	digest.Digest
	// Datasets hold the call, those with its transcript first; within these and the others the one that was refreshed last.
	Datasets []core.DatasetID
	// CallIn and TranscriptIn are the datasets that its records are read from: those that were refreshed last. "" where there is none.
	CallIn, TranscriptIn core.DatasetID
	// HasCall and HasTranscript tell which of its records there are.
	HasCall, HasTranscript bool
	// Awaited is set for a call whose transcript Gong has not made yet.
	Awaited bool
	// Companies are whom the call was with: the accounts of the CRM, or else the domains of the people from outside, without those of public
	// mail services. In the order of the record, each once.
	Companies []string
}

// External tells whether people from outside took part.
func (c *Call) External() bool {
	for _, p := range c.People {
		if p.Side == digest.External {
			return true
		}
	}
	return c.Scope == "External"
}

// Conversation is a call opened whole.
type Conversation struct {
	Call
	// Record and Transcript are the call's records; either may be nil.
	Record, Transcript *text.Record
	// Turns are the transcript's.
	Turns []text.Turn
	// Speakers are those of the transcript, who spoke most first.
	Speakers []Speaker
	// Talk is how long the people of a side spoke, by side: by the transcript, or else by what Gong measured, which leaves out people from outside.
	Talk map[string]time.Duration
	// Heard are the trackers with the times at which they were said.
	Heard []Heard
	// Attendees are all people of the call: those of its record, then speakers that it does not name.
	Attendees []Attendee
	// Questions is Gong's sentence, "4 by us, 9 by them".
	Questions, Brief     string
	KeyPoints, NextSteps []string
	// Outline are Gong's chapters as the record writes them: "00:01:01 Pricing, 11m 05s", and below it sentences with their times.
	Outline  []string
	Comments []Comment
	// Scorecards are the reviews of the call, the newest first.
	Scorecards []Scorecard
	Objects    []Object
}

// Speaker is somebody who speaks in a transcript.
type Speaker struct {
	digest.Person
	// Longest is the longest stretch of speech that nobody interrupted.
	Longest time.Duration
	// Turns and Words are how often and how much the person speaks; words as they are searched for, so a Chinese character is one.
	Turns, Words int
}

// Attendee is somebody who was invited to a call, or present.
type Attendee struct {
	digest.Person
	// Notes say how: invited, attended.
	Notes []string
}

// Heard is a tracker in a call.
type Heard struct {
	Name, Kind string
	Count      int
	// At are the times in the call, earliest first; Gong does not always say them.
	At []time.Duration
	// Terms are the phrases that were said, where Gong tells them apart.
	Terms []Term
}

// Term is a phrase of a tracker.
type Term struct {
	Text  string
	Count int
	At    []time.Duration
}

// Comment is what somebody wrote to a place of a call in Gong.
type Comment struct {
	At       time.Duration
	By, Text string
	// To is whose comment it answers, or "".
	To string
}

// Scorecard is a review of the call: the name of the form, whose part was reviewed, by whom.
type Scorecard struct {
	Name, Reviewed, Reviewer string
	At                       time.Time
	Answers                  []Answer
}

// Answer is one answer of a review. Notes are its score and whether it is the overall one.
type Answer struct {
	Question, Chosen, Text string
	Notes                  []string
}

// Object is a CRM object of the call with the fields of its own record, where the dataset holds that.
type Object struct {
	digest.Object
	// Details are what the call says of it: stage, amount.
	Details []string
	// Fields are those of the object's record, each "name: value" as text.Item writes it; without its name and its calls.
	Fields []string
}

// TurnAt is the turn that is spoken at a time of the call: the last that begins at or before it, 0 before the first.
func (c *Conversation) TurnAt(at time.Duration) int {
	turn := 0
	for i, t := range c.Turns {
		if t.At > at {
			break
		}
		turn = i
	}
	return turn
}
