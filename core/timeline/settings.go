package timeline

import (
	"tamtam/core"
)

// Level is what an ActivityType can be used for.
type Level string

// The levels. A Timeline of meetings offers the global ones.
const (
	Global       Level = "Global"
	OfCompany    Level = "Company"
	Relationship Level = "Relationship"
)

// ActivityType is a kind of Activity.
type ActivityType struct {
	Name              string `json:"name"`
	Level             Level  `json:"level"`
	Active            bool   `json:"active"`
	InternalAttendees bool   `json:"has_internal_attendees,omitempty"`
	ExternalAttendees bool   `json:"has_external_attendees,omitempty"`
	Duration          bool   `json:"has_duration,omitempty"`
}

// ActivityTypes are those that come with the program.
func ActivityTypes() []ActivityType {
	return []ActivityType{
		{Name: "Update", Level: Global, Active: true},
		{Name: "Call", Level: Global, Active: true, InternalAttendees: true, ExternalAttendees: true, Duration: true},
		{Name: "Meeting", Level: Global, Active: true, InternalAttendees: true, ExternalAttendees: true, Duration: true},
		{Name: "Email", Level: Global, Active: true},
		{Name: "Milestone", Level: Global, Active: true},
	}
}

// Settings are what a person has chosen for the sync of meetings; see DefaultSettings.
type Settings struct {
	// Enabled is the toggle Sync Gong Meetings. While it is off there is no run of any kind.
	Enabled bool `json:"enabled"`
	// Connection is the Gong account whose meetings are read.
	Connection   core.ConnectionID `json:"connection,omitempty"`
	ActivityType string            `json:"activity_type"`
	Filter       Filter            `json:"filter,omitzero"`
	// CRMSystem is the one whose account ids companies have; of other systems accounts are not matched. HubSpot cannot be chosen.
	CRMSystem CRMSystem `json:"crm_system,omitempty"`
	// BackfillDays is how far back the first run reads, in days.
	BackfillDays    int      `json:"backfill_days"`
	MatchByDomain   bool     `json:"match_by_domain"`
	InternalDomains []string `json:"internal_domains,omitempty"`
}

// DefaultSettings are those of a new Timeline.
func DefaultSettings() Settings {
	return Settings{ActivityType: "Meeting", BackfillDays: 7, CRMSystem: Salesforce}
}
