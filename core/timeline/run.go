package timeline

import (
	"time"

	"tamtam/core"
)

// Trigger is what began a run.
type Trigger string

// The triggers.
const (
	ByInitiate Trigger = "Initiate"
	BySave     Trigger = "Save"
	BySchedule Trigger = "Schedule"
	ByCatchUp  Trigger = "CatchUp"
	ByHand     Trigger = "Manual"
)

// RunStatus is how a run ended.
type RunStatus string

// The statuses, in the words of the execution log.
const (
	InProgress     RunStatus = "In Progress"
	Success        RunStatus = "Success"
	PartialSuccess RunStatus = "Partial Success"
	Failed         RunStatus = "Failed"
)

// Run is one run of the sync of meetings.
type Run struct {
	ID      core.RunID `json:"id"`
	Trigger Trigger    `json:"trigger"`
	Slot    time.Time  `json:"slot,omitzero"` // of a scheduled one
	Started time.Time  `json:"started_at"`
	Ended   time.Time  `json:"ended_at,omitzero"`
	// From is the first instant whose meetings were read, To the first instant after.
	From   time.Time `json:"window_from"`
	To     time.Time `json:"window_to"`
	Status RunStatus `json:"status"`
	// Complete is set when all pages were read: the next window begins from To.
	Complete bool   `json:"complete"`
	Success  int    `json:"success"`
	Failed   int    `json:"failed"`
	Skipped  int    `json:"skipped"`
	Message  string `json:"message,omitempty"`
	// Warnings are about the run as a whole, one line each.
	Warnings []string `json:"warnings,omitempty"`
	// FileCreated is when the log could first be had as a file; see Run.Expired.
	FileCreated time.Time `json:"file_created_at,omitzero"`
}

// EntryStatus is what came of one attempt on one call.
type EntryStatus string

// The statuses. Skipped never affects the run's.
const (
	EntrySuccess EntryStatus = "Success"
	EntryFailed  EntryStatus = "Failed"
	EntrySkipped EntryStatus = "Skipped"
)

// Action is what an attempt did.
type Action string

// The actions.
const (
	CreatedActivity   Action = "Created"
	UpdatedActivity   Action = "Updated"
	UnchangedActivity Action = "Unchanged"
	NoAction          Action = "None"
)

// Entry is a line of the execution log: one attempt on one call. Of a private call it holds the id, the status and the message only.
type Entry struct {
	Run        core.RunID  `json:"runId"`
	CallID     core.CallID `json:"callId"`
	Attempt    int         `json:"attempt"` // from 1
	Title      string      `json:"title,omitempty"`
	Start      time.Time   `json:"start,omitzero"`
	OwnerName  string      `json:"ownerName,omitempty"`
	OwnerEmail string      `json:"ownerEmail,omitempty"`
	Owner      core.UserID `json:"ownerId,omitempty"`
	Company    GSID        `json:"companyGsid,omitempty"`
	// CompanyName, AuthorName and License are as they were when it was written.
	CompanyName string      `json:"companyName,omitempty"`
	Author      GSID        `json:"authorGsid,omitempty"`
	AuthorName  string      `json:"authorName,omitempty"`
	License     License     `json:"authorLicense,omitempty"`
	Activity    GSID        `json:"activityGsid,omitempty"`
	Action      Action      `json:"action"`
	Status      EntryStatus `json:"status"`
	Message     string      `json:"message"`
	URL         string      `json:"url,omitempty"`
}
