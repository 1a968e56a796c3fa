package timeline_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/timeline"
)

// TestMinutes are the examples of the rules.
func TestMinutes(t *testing.T) {
	for seconds, want := range map[int]int{-5: 0, 0: 0, 1: 1, 29: 1, 30: 1, 89: 1, 90: 2, 1829: 30, 1830: 31} {
		if got := timeline.Minutes(time.Duration(seconds) * time.Second); got != want {
			t.Errorf("%d seconds are %d minutes, want %d", seconds, got, want)
		}
	}
}

// meeting is a call of Ana's with people of Acme.
func meeting() timeline.Call {
	return timeline.Call{
		ID: "7782342274025937895", Title: " Kick-off ", URL: "https://app.gong.io/call?id=1", Started: instant("2024-06-10T08:01:00Z"),
		Scheduled: instant("2024-06-10T08:00:00Z"), Duration: 1830 * time.Second, Owner: "42", Scope: "External",
		Accounts: accounts(timeline.Salesforce, "001A"),
		Parties: []timeline.Party{
			{ID: "1", Email: "ana@x.com", Name: "Ana Lima", GongUser: "42", Affiliation: "Internal", Methods: []string{"Invitee"}},
			{ID: "2", Email: "a1@acme.example", Name: "Ada", Affiliation: "External", Methods: []string{"Invitee"}},
			{ID: "3", Email: "A1@acme.example ", Name: "Ada again", Affiliation: "External", Methods: []string{"Attendee", "Invitee"}},
			{ID: "4", Name: "Phone", Affiliation: "External"},
			{ID: "4", Name: "Phone", Affiliation: "External", Methods: []string{"Attendee"}},
			{ID: "5", Email: "new@acme.example", Name: "New", Affiliation: "External"},
			{ID: "6", Email: "bob@x.com", Name: "Bob", Affiliation: "Internal"},
		},
		Trackers: []timeline.Tracker{{Name: "Price", Count: 2}, {Name: "Silence"}},
	}
}

// rules are those of Ana and Acme, with an Activity type.
func rules(t *testing.T, activityType string) *timeline.Rules {
	t.Helper()
	s := timeline.DefaultSettings()
	s.ActivityType = activityType
	d := timeline.NewDirectory(
		[]timeline.Company{{GSID: "acme", Name: "Acme", CRMSystem: timeline.Salesforce, CRMAccountID: "001A"}},
		[]timeline.Person{{GSID: "p1", Email: "a1@acme.example", Companies: []timeline.CompanyPerson{{Company: "acme", Active: true}}}},
		append(users("Full"), timeline.User{GSID: "ub", Email: "bob@x.com", Active: true, License: timeline.Viewer}),
	)
	r, err := timeline.NewRules(s, timeline.ActivityTypes(), d, nil, none, instant("2024-06-10T12:00:00Z"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func made(t *testing.T, r *timeline.Rules, c timeline.Call) timeline.Activity {
	t.Helper()
	d := r.Decide(c, &ana)
	if d.Status != timeline.EntrySuccess {
		t.Fatalf("%s: %s", d.Status, d.Message)
	}
	return r.Make(c, d, d.Author.User.GSID, "act1", instant("2024-06-10T12:00:00Z"))
}

// TestFieldsOfAnActivity is the table of fields.
func TestFieldsOfAnActivity(t *testing.T) {
	at := instant("2024-06-10T12:00:00Z")
	got := made(t, rules(t, "Meeting"), meeting())
	want := timeline.Activity{
		ID: "act1", CallID: "7782342274025937895", Owner: "42", Subject: "Kick-off", Type: "Meeting", At: instant("2024-06-10T08:01:00Z"), Minutes: 31,
		Author: "u1", Company: "acme",
		Internal: []timeline.Attendee{
			{User: "u1", Name: "Ana Lima", Email: "ana@x.com", Methods: []string{"Invitee"}},
			{User: "ub", Name: "Bob", Email: "bob@x.com"},
		},
		External: []timeline.Attendee{
			{Person: "p1", Name: "Ada", Email: "a1@acme.example", Methods: []string{"Invitee", "Attendee"}},
			{Name: "Phone", Methods: []string{"Attendee"}},
			{Name: "New", Email: "new@acme.example"},
		},
		Trackers: []timeline.Tracker{{Name: "Price", Count: 2}}, Recording: "https://app.gong.io/call?id=1", Hash: got.Hash, Created: at, Modified: at,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}

// TestInternalAttendees are users where it is clear which: by a mapping of a person's, else by the rules for authors.
func TestInternalAttendees(t *testing.T) {
	user := func(id timeline.GSID, l timeline.License, active bool) timeline.User {
		return timeline.User{GSID: id, Email: "bob@x.com", Active: active, License: l, SystemType: timeline.InternalUser}
	}
	for name, c := range map[string]struct {
		users []timeline.User
		want  timeline.GSID
	}{
		"nobody":              {nil, ""},
		"one":                 {[]timeline.User{user("b1", timeline.IC, true)}, "b1"},
		"active over better":  {[]timeline.User{user("b1", timeline.Full, false), user("b2", timeline.Viewer, true)}, "b2"},
		"the better license":  {[]timeline.User{user("b1", timeline.Viewer, true), user("b2", timeline.Full, true)}, "b2"},
		"a conflict":          {[]timeline.User{user("b1", timeline.Full, true), user("b2", timeline.Full, true)}, ""},
		"by hand":             {[]timeline.User{user("b1", timeline.Full, true), user("chosen", timeline.Full, true)}, "chosen"},
		"an external one":     {[]timeline.User{user("b1", timeline.ExternalLicense, true)}, "b1"},
		"who left, all alone": {[]timeline.User{user("b1", timeline.NoLicense, false)}, "b1"},
	} {
		var mappings []timeline.Mapping
		if name == "by hand" {
			mappings = []timeline.Mapping{{GongUser: "43", User: "chosen", Manual: true}}
		}
		d := timeline.NewDirectory(
			[]timeline.Company{{GSID: "acme", CRMSystem: timeline.Salesforce, CRMAccountID: "001A"}}, nil, append(users("Full"), c.users...))
		r, err := timeline.NewRules(timeline.DefaultSettings(), timeline.ActivityTypes(), d, mappings, none, instant("2024-06-10T12:00:00Z"))
		if err != nil {
			t.Fatal(err)
		}
		call := meeting()
		call.Parties[6].GongUser = "43"
		if a := made(t, r, call); a.Internal[1].User != c.want || a.Internal[1].Email != "bob@x.com" {
			t.Errorf("%s: %+v, want %q", name, a.Internal[1], c.want)
		}
	}
}

func TestWhatACallMayLack(t *testing.T) {
	c := meeting()
	c.Title, c.Started, c.Duration, c.Parties = "  ", time.Time{}, 0, nil
	a := made(t, rules(t, "Meeting"), c)
	if a.Subject != "Gong meeting" || !a.At.Equal(c.Scheduled) || a.Minutes != 0 {
		t.Errorf("%+v", a)
	}
	if len(a.Internal) != 1 || a.Internal[0].User != "u1" || len(a.External) != 0 {
		t.Errorf("the owner is always there: %+v, %+v", a.Internal, a.External)
	}
}

// TestTypesWithoutAttendees keep none of them.
func TestTypesWithoutAttendees(t *testing.T) {
	a := made(t, rules(t, "Update"), meeting())
	if a.Internal != nil || a.External != nil || a.Minutes != 0 || a.Type != "Update" {
		t.Errorf("%+v", a)
	}
}

func TestTypesThatCannotBe(t *testing.T) {
	s := timeline.DefaultSettings()
	types := append(timeline.ActivityTypes(), timeline.ActivityType{Name: "Old", Level: timeline.Global}, timeline.ActivityType{Name: "Local", Level: timeline.OfCompany, Active: true})
	for _, name := range []string{"Old", "Local", "Nothing", ""} {
		s.ActivityType = name
		_, err := timeline.NewRules(s, types, timeline.NewDirectory(nil, nil, nil), nil, none, instant("2024-06-10T12:00:00Z"))
		if !core.Is(err, core.Invalid) || core.CauseOf(err) != timeline.M10(name) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestPrivateMeetings are skipped before anything is looked at.
func TestPrivateMeetings(t *testing.T) {
	c := meeting()
	c.Private = true
	d := rules(t, "Meeting").Decide(c, &ana)
	if !reflect.DeepEqual(d, timeline.Decision{Status: timeline.EntrySkipped, Message: timeline.S1}) {
		t.Errorf("%+v", d)
	}
}

// TestAKnownCallAgain is the table of what happens to a known call.
func TestAKnownCallAgain(t *testing.T) {
	r, later := rules(t, "Meeting"), instant("2024-07-01T00:00:00Z")
	first := made(t, r, meeting())
	first.Notes = "mine"
	change := func(fn func(*timeline.Call)) timeline.Call {
		c := meeting()
		fn(&c)
		return c
	}
	t.Run("the same", func(t *testing.T) {
		if got, action := r.Refill(first, meeting(), later); action != timeline.UnchangedActivity || !reflect.DeepEqual(got, first) {
			t.Errorf("%s %+v", action, got)
		}
	})
	t.Run("owner and account keep", func(t *testing.T) {
		c := change(func(c *timeline.Call) { c.Owner, c.Accounts = "43", accounts(timeline.Salesforce, "001B") })
		if got, action := r.Refill(first, c, later); action != timeline.UnchangedActivity || !reflect.DeepEqual(got, first) {
			t.Errorf("%s %+v", action, got)
		}
	})
	for field, fn := range map[string]func(*timeline.Call){
		timeline.FieldSubject:   func(c *timeline.Call) { c.Title = "Renamed" },
		timeline.FieldAt:        func(c *timeline.Call) { c.Started = c.Started.Add(time.Hour) },
		timeline.FieldMinutes:   func(c *timeline.Call) { c.Duration = time.Hour },
		timeline.FieldInternal:  func(c *timeline.Call) { c.Parties = slices.Delete(c.Parties, 6, 7) },
		timeline.FieldExternal:  func(c *timeline.Call) { c.Parties = slices.Delete(c.Parties, 5, 6) },
		timeline.FieldTrackers:  func(c *timeline.Call) { c.Trackers[0].Count++ },
		timeline.FieldRecording: func(c *timeline.Call) { c.URL += "2" },
	} {
		t.Run(field, func(t *testing.T) {
			got, action := r.Refill(first, change(fn), later)
			if action != timeline.UpdatedActivity || !slices.Equal(differences(first, got), []string{field}) || got.Notes != "mine" || !got.Modified.Equal(later) {
				t.Errorf("%s %v", action, differences(first, got))
			}
			own := first
			own.Overridden = []string{field}
			if got, _ := r.Refill(own, change(fn), later); len(differences(own, got)) > 0 {
				t.Errorf("a field of the person's own was changed: %v", differences(own, got))
			}
		})
	}
	t.Run("private, then public again", func(t *testing.T) {
		hidden, action := r.Refill(first, change(func(c *timeline.Call) { c.Private = true }), later)
		if action != timeline.UpdatedActivity || hidden.State != timeline.Withdrawn || hidden.Notes != "mine" || hidden.Company != first.Company {
			t.Fatalf("%s %+v", action, hidden)
		}
		if hidden.Subject == first.Subject || hidden.Internal != nil || hidden.External != nil || hidden.Trackers != nil || hidden.Recording != "" || hidden.Hash != "" {
			t.Errorf("of a private call is left: %+v", hidden)
		}
		if _, action := r.Refill(hidden, change(func(c *timeline.Call) { c.Private = true }), later); action != timeline.NoAction {
			t.Errorf("private still: %s", action)
		}
		back, action := r.Refill(hidden, meeting(), later)
		if action != timeline.UpdatedActivity || back.State != timeline.Current || len(differences(first, back)) > 0 || back.Notes != "mine" {
			t.Errorf("%s %v", action, differences(first, back))
		}
	})
	t.Run("private, with a subject of the person's own", func(t *testing.T) {
		own := first
		if err := own.Edit(timeline.Edit{Subject: "Mine", At: own.At, Minutes: own.Minutes}, later); err != nil {
			t.Fatal(err)
		}
		hidden, _ := r.Refill(own, change(func(c *timeline.Call) { c.Private = true }), later)
		if back, _ := r.Refill(hidden, meeting(), later); hidden.Subject != "Mine" || back.Subject != "Mine" || len(differences(own, back)) > 0 {
			t.Errorf("%q, then %+v", hidden.Subject, back)
		}
	})
	t.Run("another type is chosen since", func(t *testing.T) {
		got, action := rules(t, "Update").Refill(first, change(func(c *timeline.Call) { c.Title = "Renamed" }), later)
		if action != timeline.UpdatedActivity || got.Type != "Meeting" || !slices.Equal(differences(first, got), []string{timeline.FieldSubject}) {
			t.Errorf("%s %v: %+v", action, differences(first, got), got)
		}
		update := made(t, rules(t, "Update"), meeting())
		if got, _ := r.Refill(update, change(func(c *timeline.Call) { c.Title = "Renamed" }), later); got.Internal != nil || got.External != nil || got.Minutes != 0 || got.Type != "Update" {
			t.Errorf("an Update became %+v", got)
		}
	})
	t.Run("deleted by the person", func(t *testing.T) {
		gone := first
		gone.State = timeline.Tombstone
		if got, action := r.Refill(gone, change(func(c *timeline.Call) { c.Title = "Renamed" }), later); action != timeline.NoAction || !reflect.DeepEqual(got, gone) {
			t.Errorf("%s %+v", action, got)
		}
	})
}

// differences names the fields that Gong fills in which two Activities differ.
func differences(a, b timeline.Activity) (names []string) {
	for _, f := range []struct {
		name string
		same bool
	}{
		{timeline.FieldSubject, a.Subject == b.Subject},
		{timeline.FieldAt, a.At.Equal(b.At)},
		{timeline.FieldMinutes, a.Minutes == b.Minutes},
		{timeline.FieldInternal, reflect.DeepEqual(a.Internal, b.Internal)},
		{timeline.FieldExternal, reflect.DeepEqual(a.External, b.External)},
		{timeline.FieldTrackers, reflect.DeepEqual(a.Trackers, b.Trackers)},
		{timeline.FieldRecording, a.Recording == b.Recording},
	} {
		if !f.same {
			names = append(names, f.name)
		}
	}
	return names
}
