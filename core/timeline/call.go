package timeline

import (
	"time"

	"tamtam/core"
)

// Call is what the rules need of a call: a part of what POST /v2/calls/extensive answers.
type Call struct {
	ID        core.CallID
	Title     string
	URL       string // the call's page in Gong
	Started   time.Time
	Scheduled time.Time
	Duration  time.Duration
	Owner     core.UserID // metaData.primaryUserId
	Scope     string      // Internal, External, Unknown
	Private   bool
	Accounts  []Account // the objects of type Account in context[], in Gong's order
	Parties   []Party   // in Gong's order
	Trackers  []Tracker
}

// Account is an account of a CRM that Gong has linked to a call.
type Account struct {
	System CRMSystem
	ID     string
}

// Party is somebody who was invited to a call or took part in it.
type Party struct {
	ID          string // of the party in this call
	Email       string
	Name        string
	Title       string
	GongUser    core.UserID // "" for people from outside
	Affiliation string      // Internal, External, Unknown
	Methods     []string    // Invitee, Attendee
}

// Tracker is a tracker that was heard in a call. Phrases are there when the tracker lists its terms separately, times when it does not.
type Tracker struct {
	Name    string          `json:"name"`
	Kind    string          `json:"type,omitempty"` // KEYWORD, SMART
	Count   int             `json:"count"`
	Phrases []TrackerPhrase `json:"phrases,omitempty"`
	First   []float64       `json:"first_times,omitempty"` // seconds from the start
}

// TrackerPhrase is one term of a tracker.
type TrackerPhrase struct {
	Phrase string `json:"phrase"`
	Count  int    `json:"count"`
}
