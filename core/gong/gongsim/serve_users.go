package gongsim

import (
	"net/http"
	"slices"
)

type wireUser struct {
	ID           string         `json:"id"`
	Email        string         `json:"emailAddress"`
	Created      string         `json:"created"`
	Active       bool           `json:"active"`
	Aliases      []string       `json:"emailAliases"`
	Trusted      *string        `json:"trustedEmailAddress"`
	First        string         `json:"firstName"`
	Last         string         `json:"lastName"`
	Title        *string        `json:"title"`
	Phone        *string        `json:"phoneNumber"`
	Extension    *string        `json:"extension"`
	MeetingURLs  []string       `json:"personalMeetingUrls"`
	Settings     wireSettings   `json:"settings"`
	Manager      *string        `json:"managerId"`
	ConsentURL   *string        `json:"meetingConsentPageUrl"`
	Conferencing *string        `json:"conferencingProviders"` // a list by the specification; only null was ever seen
	Languages    []wireLanguage `json:"spokenLanguages"`
}

type wireSettings struct {
	Web        bool `json:"webConferencesRecorded"`
	PreventWeb bool `json:"preventWebConferenceRecording"`
	Telephony  bool `json:"telephonyCallsImported"`
	Mail       bool `json:"emailsImported"`
	NoMail     bool `json:"preventEmailImport"`
	Unrecorded bool `json:"nonRecordedMeetingsImported"`
	Connect    bool `json:"gongConnectEnabled"`
}

type wireLanguage struct {
	Language string `json:"language"`
	Primary  bool   `json:"primary"`
}

func (s *Sim) wireUser(u User) any {
	bit := func(n int) bool { return u.Settings>>n&1 == 1 }
	w := wireUser{
		ID: u.ID, Email: u.Email, Created: s.stamp(u.Created, 3), Active: u.Active, Aliases: append([]string{}, u.Aliases...), First: u.First,
		Last: u.Last, Title: null(u.Title), Phone: null(u.Phone), MeetingURLs: []string{}, Manager: null(u.Manager),
		Settings:  wireSettings{bit(0), bit(1), bit(2), bit(3), bit(4), bit(5), bit(6)},
		Languages: []wireLanguage{},
	}
	for i, language := range u.Languages {
		w.Languages = append(w.Languages, wireLanguage{language, i == 0})
	}
	return w
}

func (s *Sim) staff(avatars bool) []User {
	if avatars {
		return slices.Clone(s.users)
	}
	return s.Users()
}

func (s *Sim) listUsers(a *asked) (*answer, *problem) {
	page, r, p := turnRows(s, a, s.staff(a.query.Get("includeAvatars") == "true"))
	if p != nil {
		return nil, p
	}
	return list("users", &r, each(page, s.wireUser)), nil
}

func (s *Sim) filterUsers(a *asked) (*answer, *problem) {
	var f struct {
		From    instant   `json:"createdFromDateTime"`
		To      instant   `json:"createdToDateTime"`
		Avatars bool      `json:"includeAvatars"`
		IDs     *[]callID `json:"userIds"`
	}
	if !a.decode("filter", &f) {
		return nil, unreadable()
	}
	found := slices.DeleteFunc(s.staff(f.Avatars), func(u User) bool {
		return !f.From.IsZero() && u.Created.Before(f.From.Time) || !f.To.IsZero() && !u.Created.Before(f.To.Time) ||
			f.IDs != nil && len(*f.IDs) > 0 && !slices.Contains(*f.IDs, callID(u.ID))
	})
	if len(found) == 0 {
		return nil, fail(http.StatusNotFound, "No users found corresponding to the provided filters")
	}
	page, r, p := turnRows(s, a, found)
	if p != nil {
		return nil, p
	}
	return list("users", &r, each(page, s.wireUser)), nil
}

func (s *Sim) oneUser(a *asked) (*answer, *problem) {
	n := a.URL.Path[len("/v2/users/"):]
	for _, u := range s.users {
		if u.ID == n {
			return &answer{head: []field{{"user", s.wireUser(u)}}}, nil
		}
	}
	return nil, fail(http.StatusNotFound, "User not found")
}

func (s *Sim) listWorkspaces(*asked) (*answer, *problem) {
	return list("workspaces", nil, each(s.workspaces, func(w Workspace) any {
		return struct {
			ID          string  `json:"id"`
			Name        string  `json:"name"`
			Description *string `json:"description"`
		}{w.ID, w.Name, null(w.Description)}
	})), nil
}
