package gong

// User is a member of the company's Gong account, active or not.
type User struct {
	ID                    ID                     `json:"id"`
	EmailAddress          Text                   `json:"emailAddress"`
	Created               Time                   `json:"created"`
	Active                Bool                   `json:"active"`
	EmailAliases          []Text                 `json:"emailAliases"`
	TrustedEmailAddress   Text                   `json:"trustedEmailAddress"`
	FirstName             Text                   `json:"firstName"`
	LastName              Text                   `json:"lastName"`
	Title                 Text                   `json:"title"`
	PhoneNumber           Text                   `json:"phoneNumber"`
	Extension             Text                   `json:"extension"`
	PersonalMeetingURLs   []Text                 `json:"personalMeetingUrls"`
	Settings              UserSettings           `json:"settings"`
	ManagerID             ID                     `json:"managerId"`
	MeetingConsentPageURL Text                   `json:"meetingConsentPageUrl"`
	ConferencingProviders []ConferencingProvider `json:"conferencingProviders"`
	SpokenLanguages       []SpokenLanguage       `json:"spokenLanguages"`
}

// UserSettings says what Gong records and imports for a user.
type UserSettings struct {
	WebConferencesRecorded        Bool `json:"webConferencesRecorded"`
	PreventWebConferenceRecording Bool `json:"preventWebConferenceRecording"`
	TelephonyCallsImported        Bool `json:"telephonyCallsImported"`
	EmailsImported                Bool `json:"emailsImported"`
	PreventEmailImport            Bool `json:"preventEmailImport"`
	NonRecordedMeetingsImported   Bool `json:"nonRecordedMeetingsImported"`
	GongConnectEnabled            Bool `json:"gongConnectEnabled"`
}

// ConferencingProvider is a meeting service that a user uses.
type ConferencingProvider struct {
	Provider  Text `json:"provider"`
	IsDefault Bool `json:"isDefault"`
}

// SpokenLanguage is a language that a user speaks, as a BCP 47 tag.
type SpokenLanguage struct {
	Language Text `json:"language"`
	Primary  Bool `json:"primary"`
}

// Workspace is a part of the company's account with calls, trackers and scorecards of its own. Users belong to none.
type Workspace struct {
	ID          ID   `json:"id"`
	Name        Text `json:"name"`
	Description Text `json:"description"`
}

// PermissionProfile is a role that a workspace gives to users.
type PermissionProfile struct {
	ID          ID   `json:"id"`
	Name        Text `json:"name"`
	Description Text `json:"description"`
}

// PermissionProfileUser is a user who has a PermissionProfile.
type PermissionProfileUser struct {
	ID           ID   `json:"id"`
	EmailAddress Text `json:"emailAddress"`
}
