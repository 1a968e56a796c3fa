package datatype

import (
	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

var users = Type{
	ID: core.Users, Kind: "User", Title: "Users", Icon: "users",
	Description: "Gong user profiles — name, email, title, role, and account status",
	Scopes:      []string{scopeUsers},
	Keys: []string{
		"Name", "Email", "Aliases", "Title", "Role", "Manager", "Status", "Created", "Phone", "Languages", "Recording settings",
		"Trusted email", "Meeting URLs", "Conferencing", "Consent page",
	},
}

// User writes a member of the account. Role is in it when the directory knows the permission profiles.
func User(u gong.User, d *Directory) Entry {
	name := fullName(u)
	r := text.New(users.Kind, string(u.ID))
	r.Set("Name", name)
	r.Set("Email", string(u.EmailAddress))
	r.Set("Aliases", joined(u.EmailAliases))
	r.Set("Title", string(u.Title))
	r.Set("Role", joined(d.rolesOf(u.ID)))
	r.Set("Manager", manager(u.ManagerID, d))
	switch u.Active {
	case gong.Yes:
		r.Set("Status", "active")
	case gong.No:
		r.Set("Status", "inactive")
	}
	r.Set("Created", text.Time(u.Created.Time))
	r.Set("Phone", phone(u))
	r.List("Languages", languages(u.SpokenLanguages))
	r.List("Recording settings", recording(u.Settings))
	r.Set("Trusted email", string(u.TrustedEmailAddress))
	r.List("Meeting URLs", texts(u.PersonalMeetingURLs))
	r.List("Conferencing", providers(u.ConferencingProviders))
	r.Set("Consent page", string(u.MeetingConsentPageURL))
	if name == "" {
		name = string(u.EmailAddress)
	}
	return Entry{Sort: byName(name), Record: r}
}

func manager(id gong.ID, d *Directory) string {
	if id == "" {
		return ""
	}
	return d.person(id, "").String()
}

func phone(u gong.User) string {
	extension := text.CleanLine(string(u.Extension))
	if extension != "" {
		extension = "extension " + extension
	}
	return text.Item{Parts: presentParts(string(u.PhoneNumber), extension)}.String()
}

// presentParts leaves out the texts that are empty.
func presentParts(all ...string) []string {
	var kept []string
	for _, s := range all {
		if s = text.CleanLine(s); s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func languages(all []gong.SpokenLanguage) []string {
	items := make([]string, len(all))
	for i, l := range all {
		item := text.Item{Parts: []string{string(l.Language)}}
		if l.Primary.True() {
			item.Notes = []string{"primary"}
		}
		items[i] = item.String()
	}
	return items
}

func recording(s gong.UserSettings) []string {
	var items []string
	for _, setting := range []struct {
		name  string
		value gong.Bool
	}{
		{"Web conferences recorded", s.WebConferencesRecorded},
		{"Web conference recording prevented", s.PreventWebConferenceRecording},
		{"Telephony calls imported", s.TelephonyCallsImported},
		{"Emails imported", s.EmailsImported},
		{"Email import prevented", s.PreventEmailImport},
		{"Non-recorded meetings imported", s.NonRecordedMeetingsImported},
		{"Gong Connect enabled", s.GongConnectEnabled},
	} {
		if setting.value.Known() {
			items = append(items, text.Item{Parts: []string{setting.name}, Text: truth(setting.value)}.String())
		}
	}
	return items
}

func providers(all []gong.ConferencingProvider) []string {
	items := make([]string, len(all))
	for i, p := range all {
		item := text.Item{Parts: []string{string(p.Provider)}}
		if p.IsDefault.True() {
			item.Notes = []string{"default"}
		}
		items[i] = item.String()
	}
	return items
}

func texts[T ~string](all []T) []string {
	items := make([]string, len(all))
	for i, s := range all {
		items[i] = string(s)
	}
	return items
}
