package timeline

import (
	"time"

	"tamtam/core"
)

// ConnectionType is what the connection is called whose users are listed, where one of several types can be chosen: admins look for this very word.
const ConnectionType = "GONG_IO"

// MappingStatus is how a Gong user stands to the users of the directory.
type MappingStatus string

// The statuses.
const (
	Mapped   MappingStatus = "Mapped"
	Created  MappingStatus = "Created"  // to an IC user that a run has created
	Conflict MappingStatus = "Conflict" // several users have equally good a claim: a person must choose
	Inactive MappingStatus = "Inactive" // all its users are
	Unmapped MappingStatus = "Unmapped"
)

// Mapping says which user a Gong user is.
type Mapping struct {
	GongUser core.UserID   `json:"gong_user_id"`
	Name     string        `json:"name,omitempty"` // as Gong has it
	Email    string        `json:"email,omitempty"`
	User     GSID          `json:"user_gsid,omitempty"`
	Status   MappingStatus `json:"status"`
	// Manual is set for one that a person chose: nothing but a person changes it.
	Manual    bool      `json:"manual,omitempty"`
	Suggested GSID      `json:"suggested_user_gsid,omitempty"` // of a Conflict
	Updated   time.Time `json:"updated_at,omitzero"`
}

// GongUser is what a run knows of a user of Gong.
type GongUser struct {
	ID        core.UserID
	Email     string
	Aliases   []string
	FirstName string
	LastName  string
}

// Name is the user's first and last name.
func (g GongUser) Name() string { return fullName(g.FirstName, g.LastName) }

// Choose is the mapping after a person has said that a user of Gong is a user of the directory.
func (m Mapping) Choose(id core.UserID, u User, now time.Time) Mapping {
	m.GongUser, m.User, m.Manual, m.Suggested, m.Updated = id, u.GSID, true, "", now
	if m.Status = Mapped; !u.Active {
		m.Status = Inactive
	}
	return m
}

// TakeBack is the mapping after a person has taken back what they chose: who the user is, the next run finds out.
func (m Mapping) TakeBack(now time.Time) Mapping {
	m.User, m.Manual, m.Suggested, m.Status, m.Updated = "", false, "", Unmapped, now
	return m
}
