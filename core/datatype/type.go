package datatype

import (
	"slices"

	"tamtam/core"
)

// Type is a data type as people meet it: its name, its permissions, and the fields of its records.
type Type struct {
	ID core.DataType
	// Kind is the word behind "===" in the type's records.
	Kind string
	// Title and Description are the heading of a card and of a file.
	Title, Description string
	// Icon names the type's picture among the assets.
	Icon string
	// Scopes are the Gong permissions without which there are no records; OptionalScopes add to them.
	Scopes, OptionalScopes []string
	// ByTime tells that the newest record stands first; otherwise records stand by name.
	ByTime bool
	// Keys are the keys of the records' fields, in the order in which they stand.
	Keys []string
}

// Gong's names of the permissions that the types need.
const (
	scopeCalls       = "api:calls:read:extensive"
	scopeTranscripts = "api:calls:read:transcript"
	scopeUsers       = "api:users:read"
	scopeActivity    = "api:stats:user-actions"
	scopeInteraction = "api:stats:interaction"
	scopeScorecards  = "api:settings:scorecards:read"
	scopeAnswered    = "api:stats:scorecards"
	scopeLibrary     = "api:library:read"
	scopeTrackers    = "api:settings:trackers:read"
)

// types are the data types in the order of core.DataTypes.
var types = withDeleted(
	calls, transcripts, users, userStats, scorecards, answeredScorecards, libraries, trackers, crmDeals, crmContacts, crmAccounts,
)

// All lists the data types in the order in which people see them. The caller owns the slice, not the slices in it.
func All() []Type { return slices.Clone(types) }

// Of returns the data type with the id, or the zero Type when there is none.
func Of(id core.DataType) Type {
	for _, t := range types {
		if t.ID == id {
			return t
		}
	}
	return Type{}
}
