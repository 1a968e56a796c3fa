package timeline_test

import (
	"strings"
	"testing"
	"time"

	"tamtam/core/timeline"
)

var ana = timeline.GongUser{ID: "42", Email: "ana@x.com", FirstName: "Ana", LastName: "Lima", Aliases: []string{"ana.lima@x.com"}}

// users makes users of Ana's address from words: a license or the kind of an external one, with "-" in front of inactive ones. Their ids are u1, u2.
func users(words string) (all []timeline.User) {
	for i, word := range strings.Fields(words) {
		name, active := strings.TrimPrefix(word, "-"), !strings.HasPrefix(word, "-")
		u := timeline.User{
			GSID: timeline.GSID([]string{"u1", "u2", "u3"}[i]), Email: "ana@x.com", Active: active, License: timeline.License(name), SystemType: timeline.InternalUser,
		}
		switch name {
		case "Guest", "Partner", "System":
			u.License, u.SystemType = timeline.Full, timeline.SystemType(name)
		}
		all = append(all, u)
	}
	return all
}

func none(timeline.GSID) int { return 0 }

// TestAuthorOfACall is the table A of the rules. What is wanted is the id of a user, "IC" for one that is made at once, or the name of a message.
func TestAuthorOfACall(t *testing.T) {
	manual := &timeline.Mapping{GongUser: "42", User: "u2", Manual: true, Status: timeline.Mapped}
	for _, c := range []struct {
		name, users string
		manual      *timeline.Mapping
		want        string
		status      timeline.MappingStatus
	}{
		{"A1", "Full", nil, "u1", timeline.Mapped},
		{"A2", "-Full Viewer", nil, "u2", timeline.Mapped},
		{"A3", "-Full IC", nil, "u2", timeline.Mapped},
		{"A4", "Viewer IC", nil, "u1", timeline.Mapped},
		{"A5", "ViewerAnalytics External", nil, "u1", timeline.Mapped},
		{"A6", "Full ViewerAnalytics", nil, "u1", timeline.Mapped},
		{"A7", "ViewerAnalytics Viewer", nil, "u1", timeline.Mapped},
		{"A8", "Full Viewer", nil, "u1", timeline.Mapped},
		{"A9", "Full Full", nil, "M7 2 Full", timeline.Conflict},
		{"A10", "Full Full Viewer", nil, "M7 2 Full", timeline.Conflict},
		{"A11", "IC IC", nil, "M7 2 IC", timeline.Conflict},
		{"A12", "-Full", nil, "M6", timeline.Inactive},
		{"A13", "-Full -External", nil, "M6", timeline.Inactive},
		{"A14", "Guest", nil, "IC", timeline.Unmapped},
		{"A15", "-Full Partner", nil, "IC", timeline.Unmapped},
		{"A16", "IC System", nil, "u1", timeline.Mapped},
		{"A17", "", nil, "M5", timeline.Unmapped},
		{"A18", "Full -Full", nil, "u1", timeline.Mapped},
		{"A19", "Full Full", manual, "u2", timeline.Mapped},
		{"U0b: the mapped one is inactive", "Full -Full", manual, "M6", timeline.Inactive},
		{"U0: the mapped one is gone", "Full", manual, "u1", timeline.Mapped},
		{"M7 says the license as it is shown", "ViewerAnalytics ViewerAnalytics", nil, "M7 2 Viewer+ Analytics", timeline.Conflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := timeline.ResolveAuthor(timeline.Call{Owner: "42"}, &ana, c.manual, timeline.NewDirectory(nil, nil, users(c.users)), none)
			if got := said(r); got != c.want || r.Mapping.Status != c.status || r.Mapping.GongUser != "42" {
				t.Errorf("%q, %+v; want %q, %s", got, r.Mapping, c.want, c.status)
			}
		})
	}
}

// said names what was found.
func said(r timeline.AuthorResult) string {
	switch r.Outcome {
	case timeline.AuthorKnown:
		return string(r.User.GSID)
	case timeline.AuthorNew:
		return "IC"
	case timeline.AuthorMissing:
		if r.Message == timeline.M5(ana) {
			return "M5"
		}
	case timeline.AuthorInactive:
		if r.Message == timeline.M6(ana) {
			return "M6"
		}
	case timeline.AuthorConflict:
		rest, ok := strings.CutPrefix(r.Message, "Author conflict for ana@x.com: ")
		rest, end := strings.CutSuffix(rest, ". Select the user in User Management.")
		if n, license, middle := strings.Cut(rest, " users with license type "); ok && end && middle {
			return "M7 " + n + " " + license
		}
	case timeline.OwnerUnknown:
		return r.Message
	}
	return "?" + r.Message
}

// TestAddressesAreComparedWithoutCase is A20, and the look-up by an alias.
func TestAddressesAreComparedWithoutCase(t *testing.T) {
	for owner, email := range map[string]string{"Ana@X.com": "ana@x.com ", "other@x.com": "ANA.lima@x.com"} {
		d := timeline.NewDirectory(nil, nil, []timeline.User{{GSID: "u", Email: email, Active: true, License: timeline.Full}})
		g := ana
		g.Email = owner
		if r := timeline.ResolveAuthor(timeline.Call{Owner: "42"}, &g, nil, d, none); r.Outcome != timeline.AuthorKnown || r.User.GSID != "u" {
			t.Errorf("%s: %+v", owner, r)
		}
	}
}

func TestOwnersThatGongDoesNotTell(t *testing.T) {
	for _, owner := range []*timeline.GongUser{nil, {ID: "42", Email: "  "}} {
		r := timeline.ResolveAuthor(timeline.Call{Owner: "42"}, owner, nil, timeline.NewDirectory(nil, nil, nil), none)
		if r.Outcome != timeline.OwnerUnknown || r.Message != "Call owner information not present in Gong. Gong userId: 42" || r.Mapping.GongUser != "" {
			t.Errorf("%+v", r)
		}
	}
}

// TestTheUserThatIsSuggested: most Activities, then the oldest, then the lowest id.
func TestTheUserThatIsSuggested(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2024, 1, n, 0, 0, 0, 0, time.UTC) }
	for name, c := range map[string]struct {
		created  [3]time.Time
		authored map[timeline.GSID]int
		want     timeline.GSID
	}{
		"Activities": {[3]time.Time{day(1), day(2), day(3)}, map[timeline.GSID]int{"u2": 1, "u3": 7}, "u3"},
		"age":        {[3]time.Time{day(3), day(2), day(2)}, map[timeline.GSID]int{"u1": 1, "u2": 1, "u3": 1}, "u2"},
		"no date":    {[3]time.Time{{}, day(2), {}}, nil, "u2"},
		"id":         {[3]time.Time{day(1), day(1), day(1)}, nil, "u1"},
	} {
		all := users("Full Full Full")
		for i := range all {
			all[i].Created = c.created[i]
		}
		r := timeline.ResolveAuthor(timeline.Call{Owner: "42"}, &ana, nil, timeline.NewDirectory(nil, nil, all), func(id timeline.GSID) int { return c.authored[id] })
		if r.Mapping.Suggested != c.want || len(r.Tied) != 3 || r.Tied[0].GSID != c.want {
			t.Errorf("%s: %s of %d", name, r.Mapping.Suggested, len(r.Tied))
		}
	}
}

// TestTheUserThatIsMade is an Internal Collaborator with the names that Gong has.
func TestTheUserThatIsMade(t *testing.T) {
	taken := timeline.NewDirectory(nil, nil, []timeline.User{{GSID: "1", Username: "ANA@x.com"}, {GSID: "2", Username: "ana@x.com.gong"}})
	for _, c := range []struct {
		owner timeline.GongUser
		in    *timeline.Directory
		want  timeline.User
	}{
		{ana, timeline.NewDirectory(nil, nil, nil), timeline.User{FirstName: "Ana", LastName: "Lima", Email: "ana@x.com", Username: "ana@x.com"}},
		{timeline.GongUser{ID: "42", Email: "ana@x.com", LastName: "Lima"}, taken, timeline.User{FirstName: "ana", LastName: "Lima", Email: "ana@x.com", Username: "ana@x.com.gong.gong"}},
	} {
		want := c.want
		want.Active, want.License, want.SystemType, want.ExternalID, want.CreatedBySync = true, timeline.IC, timeline.InternalUser, "42", true
		r := timeline.ResolveAuthor(timeline.Call{Owner: "42"}, &c.owner, nil, c.in, none)
		if r.User == nil || r.User.Name() != want.Name() || r.User.Username != want.Username || r.User.License != want.License || !r.User.Active ||
			r.User.External() || r.User.ExternalID != "42" || !r.User.CreatedBySync || r.User.Email != want.Email || r.User.GSID != "" {
			t.Errorf("%+v, want %+v", r.User, want)
		}
	}
}

// TestCandidates: of a conflict the users of the best license, the suggested one first, also where the address is an alias; of others the active ones.
func TestCandidates(t *testing.T) {
	user := func(id timeline.GSID, email string, l timeline.License, active bool) timeline.User {
		return timeline.User{GSID: id, Email: email, License: l, Active: active, SystemType: timeline.InternalUser}
	}
	d := timeline.NewDirectory(nil, nil, []timeline.User{
		user("a", "ana@x.example", timeline.Full, true), user("b", "ana@x.example", timeline.Full, true), user("c", "ana@x.example", timeline.Viewer, true),
		user("d", "ana@x.example", timeline.Full, false), user("e", "bo@x.example", timeline.Full, true),
	})
	authored := func(id timeline.GSID) int { return map[timeline.GSID]int{"b": 3}[id] }
	for name, test := range map[string]struct {
		m    timeline.Mapping
		want string
	}{
		"conflict":          {timeline.Mapping{Email: "Ana@x.example", Status: timeline.Conflict, Suggested: "b"}, "ba"},
		"conflict by alias": {timeline.Mapping{Email: "other@x.example", Status: timeline.Conflict, Suggested: "b"}, "ba"},
		"mapped":            {timeline.Mapping{Email: "ana@x.example", Status: timeline.Mapped, User: "e"}, "bac"},
		"nobody":            {timeline.Mapping{Email: "no@x.example", Status: timeline.Unmapped}, ""},
	} {
		got := ""
		for _, u := range test.m.Candidates(d, authored) {
			got += string(u.GSID)
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}
