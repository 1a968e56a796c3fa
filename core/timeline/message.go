package timeline

import (
	"fmt"
	"strings"

	"tamtam/core"
)

// The messages, by the names that the rules give them. Admins search for these very words, "Gainsight" in M5 and M6 included.
const (
	// M1 and M2 are said when a recording or trackers are opened, each with a reason of the list below. They never stand in the log.
	M1 = "This Video/Meeting Link has failed to load."
	M2 = "The Trackers have failed to load."

	M3 = "Account and Contact data not found for Company Resolution."
	M4 = "CompanyId and Attendees information not present."
	M9 = "Gong is experiencing temporary downtime"
	S1 = "Private meetings are not synced."
	S2 = "Excluded by filters."
	// S3 is said of a call whose Activity a person has deleted: it is never made again.
	S3 = "The Activity was deleted in Timeline."
	// Interrupted is said of a run that the program found in progress when it started, Stopped of one that was stopped by a person.
	Interrupted = "Interrupted"
	Stopped     = "Stopped"

	// M11 is said of a connection that Gong refuses; see MissingScope for one that lacks a permission only.
	M11 = "Gong connection is not authorized."
)

// The reasons of M1 and M2.
const (
	ReasonDown     = M9
	ReasonDeleted  = "The corresponding meeting recording has been deleted from Gong"
	ReasonSettings = "The API request results and Separate phrases checkboxes are not selected in Gong admin settings"
	ReasonUnheard  = "No words mentioned in the trackers were recognized by Gong in the call"
)

// M5 says that the author has no user yet: the run makes one and tries again.
func M5(owner GongUser) string {
	return fmt.Sprintf("Activity Author %s EmailId %s GongId %s not present in Gainsight. Sync re-try will happen once the system creates a user with an IC license type.",
		owner.Name(), owner.Email, owner.ID)
}

// M6 says that all users of the owner are inactive.
func M6(owner GongUser) string {
	return fmt.Sprintf("Call organiser is inactive in Gainsight. Name: %s, Email: %s, Gong userId: %s", owner.Name(), owner.Email, owner.ID)
}

// conflicted is how M7 begins.
const conflicted = "Author conflict for "

// IsConflict tells whether a message is M7: a person must choose a user.
func IsConflict(message string) bool { return strings.HasPrefix(message, conflicted) }

// M7 says that several users have equally good a claim.
func M7(email string, users int, license License) string {
	return fmt.Sprintf(conflicted+"%s: %d users with license type %s. Select the user in User Management.", email, users, license.Label())
}

// M8 says that Gong does not tell who the owner is.
func M8(owner core.UserID) string {
	return fmt.Sprintf("Call owner information not present in Gong. Gong userId: %s", owner)
}

// M10 says that the chosen type is none of the active global ones.
func M10(activityType string) string {
	return fmt.Sprintf("Activity Type %s is not an active global Activity Type.", activityType)
}

// MissingScope is M11 for a connection that lacks a permission.
func MissingScope(scope string) string { return fmt.Sprintf("Missing Gong scope %s.", scope) }

// IgnoredSystem is a run's warning that accounts of a CRM were passed over.
func IgnoredSystem(system CRMSystem) string {
	if system == HubSpot {
		return "Accounts of HubSpot are not supported and were not matched; meetings were matched by their attendees."
	}
	return fmt.Sprintf("Accounts of %s were not matched, because another CRM is chosen in the settings; meetings were matched by their attendees.", system)
}
