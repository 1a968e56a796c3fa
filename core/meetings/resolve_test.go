package meetings_test

import (
	"errors"
	"reflect"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

func TestFindTellsWhatGongHas(t *testing.T) {
	d := newDesk(t)
	d.gong.calls = []gong.Call{call("1", 5), call("2", 4, private)}
	c, err := meetings.Find(t.Context(), d.gong, "2")
	if err != nil || c.ID != "2" || !c.Private {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := meetings.Find(t.Context(), d.gong, "3"); !core.Is(err, core.NotFound) {
		t.Errorf("a call that is gone: %v", err)
	}
	down := core.E(core.Offline, "list calls", nil)
	d.gong.fail[d.gong.pages+1] = down
	if _, err := meetings.Find(t.Context(), d.gong, "1"); !errors.Is(err, down) {
		t.Errorf("while Gong is down: %v", err)
	}
}

// TestResolveAgain: company and author follow the call's account and owner when a person asks for it, and only what runs may change changes with them.
func TestResolveAgain(t *testing.T) {
	d := newDesk(t)
	d.user("bob", "bob@x.com", timeline.Full)
	d.gong.users = append(d.gong.users, gongUser("43", "bob@x.com"), gongUser("44", "new@x.com"), gongUser("45", "twin@x.com"))
	d.gong.calls = []gong.Call{call("1", 5)}
	d.run(meetings.Options{})
	d.change(func(t *store.Timeline) error {
		a, _, err := t.Activity("1")
		if err != nil {
			return err
		}
		a.Notes = "mine"
		if err := a.Edit(timeline.Edit{Subject: "Renamed", At: a.At, Minutes: a.Minutes}, sat); err != nil {
			return err
		}
		if err := t.PutActivity(a); err != nil {
			return err
		}
		return t.PutCompany(timeline.Company{GSID: "globex", Name: "Globex", CRMSystem: timeline.Salesforce, CRMAccountID: "999"})
	})
	d.user("twin1", "twin@x.com", timeline.Full)
	d.user("twin2", "twin@x.com", timeline.Full)
	tests := []struct {
		name            string
		change          []func(*gong.Call)
		company, author timeline.GSID
		message         string
	}{
		{"as it was", nil, "acme", "full", ""},
		{"another account", []func(*gong.Call){elsewhere}, "globex", "full", ""},
		{"another owner", []func(*gong.Call){elsewhere, by("43")}, "globex", "bob", ""},
		{"no company", []func(*gong.Call){func(c *gong.Call) { c.Context[0].Objects[0].ObjectID = "nobody's" }}, "globex", "bob", timeline.M3},
		{"a conflict", []func(*gong.Call){by("45")}, "globex", "bob", timeline.M7("twin@x.com", 2, timeline.Full)},
		{"an owner whom Gong does not know", []func(*gong.Call){by("46")}, "globex", "bob", timeline.M8("46")},
		{"private", []func(*gong.Call){private}, "globex", "bob", timeline.S1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d.gong.calls = []gong.Call{call("1", 5, test.change...)}
			resolved, message, err := d.sync.Resolve(t.Context(), d.gong, "1")
			if err != nil || message != test.message {
				t.Fatalf("says %q, %v, want %q", message, err, test.message)
			}
			a, _ := d.activity("1")
			if a.Company != test.company || a.Author != test.author || a.Subject != "Renamed" || a.Notes != "mine" {
				t.Errorf("%+v", a)
			}
			if test.message == "" && !reflect.DeepEqual(resolved, a) {
				t.Errorf("returns %+v, kept is %+v", resolved, a)
			}
		})
	}
	d.gong.calls = []gong.Call{call("1", 5, by("44"))}
	if _, message, err := d.sync.Resolve(t.Context(), d.gong, "1"); err != nil || message != "" {
		t.Fatalf("an owner without a user: %q, %v", message, err)
	}
	a, _ := d.activity("1")
	d.view(func(tl *store.Timeline) error {
		users, err := tl.Users()
		for _, u := range users {
			if u.GSID == a.Author && (u.License != timeline.IC || u.Email != "new@x.com" || !u.CreatedBySync) {
				t.Errorf("the user that was made is %+v", u)
			}
		}
		return err
	})
	if a.Author == "bob" || a.Author == "" || len(a.Internal) == 0 || a.Internal[0].User != a.Author {
		t.Errorf("%+v", a)
	}
}

// What is deleted is not brought back by it.
func TestADeletedActivityIsNotResolved(t *testing.T) {
	d := newDesk(t)
	d.gong.calls = []gong.Call{call("1", 5)}
	d.run(meetings.Options{})
	d.change(func(tl *store.Timeline) error {
		a, _, err := tl.Activity("1")
		if err != nil {
			return err
		}
		return tl.PutActivity(a.Deleted(sat))
	})
	if _, _, err := d.sync.Resolve(t.Context(), d.gong, "1"); !core.Is(err, core.NotFound) {
		t.Errorf("%v", err)
	}
	if a, _ := d.activity("1"); a.State != timeline.Tombstone || a.Subject != "" {
		t.Errorf("%+v", a)
	}
}
