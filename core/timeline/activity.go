package timeline

import (
	"time"

	"tamtam/core"
)

// Activity is a meeting as it stands in a company's Timeline.
type Activity struct {
	ID     GSID        `json:"gsid"`
	CallID core.CallID `json:"gong_call_id"` // no two Activities have the same
	Owner  core.UserID `json:"gong_owner_id,omitempty"`

	Subject     string        `json:"subject"`
	Type        string        `json:"activity_type"`
	At          time.Time     `json:"activity_at"`
	Minutes     int           `json:"duration_min"`
	Author      GSID          `json:"author_gsid"`
	Company     GSID          `json:"company_gsid"`
	Associated  []GSID        `json:"associated_companies,omitempty"`
	Internal    []Attendee    `json:"internal_attendees,omitempty"`
	External    []Attendee    `json:"external_attendees,omitempty"`
	Trackers    []Tracker     `json:"trackers,omitempty"`
	Recording   string        `json:"recording_url,omitempty"` // the call's page in Gong
	Notes       string        `json:"notes,omitempty"`         // a person's own: no run writes them
	State       ActivityState `json:"source_state,omitempty"`
	Hash        string        `json:"source_hash,omitempty"`       // of what Gong said, see Activity.Same
	Overridden  []string      `json:"overridden_fields,omitempty"` // names of fields that a person has changed: no run changes them
	Created     time.Time     `json:"created_at"`
	Modified    time.Time     `json:"modified_at"`
	Attachments []string      `json:"attachments,omitempty"`
}

// ActivityState is what has become of a call or its Activity.
type ActivityState string

// The states.
const (
	Current   ActivityState = ""
	Withdrawn ActivityState = "withdrawn" // the call is private now: hidden, and what Gong said of it erased
	Tombstone ActivityState = "deleted"   // a person deleted it: never made again
)

// Attendee is somebody who attended: a user or a person of the directory, or only what Gong calls them.
type Attendee struct {
	User    GSID     `json:"user_gsid,omitempty"`
	Person  GSID     `json:"person_gsid,omitempty"`
	Name    string   `json:"name,omitempty"`
	Email   string   `json:"email,omitempty"`
	Methods []string `json:"methods,omitempty"` // Invitee, Attendee
}
