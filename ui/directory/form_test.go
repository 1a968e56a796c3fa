package directory_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/uitest"
)

// TestAChangeByHand: what is wrong is said at its field, which gets the focus; what is good is kept and can be undone.
func TestAChangeByHand(t *testing.T) {
	s := open(t, uitest.Light, full(), list)
	s.Key(fyne.KeyReturn)
	s.Enter("ARR", "much")
	s.Key(fyne.KeyReturn)
	s.MustShow("is not a number")
	s.w.did(t)
	s.Type("x")
	if field := s.Find("ARR").(interface{ AccessibilityLabel() string }); field == nil || !slices.Contains(s.Texts(), "xmuch") {
		t.Errorf("the field that is wrong has not the focus: %q", s.Texts())
	}
	s.Enter("ARR", "7")
	s.Key(fyne.KeyReturn)
	s.w.did(t, "Changed the company “Acme”")
	if *s.w.state.Companies[0].ARR != 7 {
		t.Errorf("%+v", s.w.state.Companies[0])
	}
	s.Key(fyne.KeyDelete)
	s.w.did(t, "Deleted the company “Acme”")
	s.MustShow("2 companies")
}

// TestTheFormStaysWhenNothingIsKept: what was entered is not lost, and the button says what it does.
func TestTheFormStaysWhenNothingIsKept(t *testing.T) {
	w := full()
	w.changeErr = core.E(core.Full, "change the directory", nil)
	s := open(t, uitest.Light, w, list)
	s.Tap("Add company…")
	s.Enter("Name", "Hooli")
	s.Tap("Add")
	s.MustShow("Add a company", "Hooli", "The change could not be kept.")
	w.changeErr = nil
	s.Tap("Add")
	s.w.did(t, "Added the company “Hooli”")
}

// TestAnotherObjectIsChosenByItsName: nobody enters ids.
func TestAnotherObjectIsChosenByItsName(t *testing.T) {
	s := open(t, uitest.Light, full(), list)
	s.Key(fyne.KeyReturn)
	s.Tap("Parent company: (none)")
	s.MustNotShow("Salesforce 0013600001230sV") // a company is not its own parent
	s.Enter("Find a company by name or account", "glob")
	s.Key(fyne.KeyReturn)
	s.Tap("CSM: Eva Ek")
	s.Enter("Find a user by name or e-mail", "nobody at all")
	s.MustShow("No other user is like this.")
	s.Enter("Find a user by name or e-mail", "max")
	s.Tap("Choose")
	s.MustShow("Edit the company", "Max Ott", "Globex")
	s.Tap("Save")
	if c := s.w.state.Companies[0]; c.Parent != "c3" || c.CSM != "u3" {
		t.Errorf("%+v", c)
	}
}

// TestOneOfManyIsFoundByTyping: where there are few, the arrows choose.
func TestOneOfManyIsFoundByTyping(t *testing.T) {
	for _, many := range []bool{false, true} {
		w := full()
		for i := range 2000 {
			if many {
				w.state.Companies = append(w.state.Companies, timeline.Company{GSID: timeline.GSID(fmt.Sprint("more", i)), Name: fmt.Sprint("Company ", i)})
			}
		}
		s := open(t, uitest.Light, w, list)
		s.Key(fyne.KeyReturn)
		s.Tap("Parent company: (none)")
		want := timeline.GSID("c3") // (none), Beta, Globex
		if many {
			s.Type("company 1999")
			want = "more1999"
		} else {
			s.Key(fyne.KeyDown)
			s.Key(fyne.KeyDown)
		}
		s.Key(fyne.KeyReturn)
		s.Tap("Save")
		if got := s.w.state.Companies[0].Parent; got != want {
			t.Errorf("many %t: the parent is %q, want %q", many, got, want)
		}
	}
}

// TestTheCompaniesOfAPerson: they are added, changed and taken away, one at most is the primary one, and what was entered meanwhile stays.
func TestTheCompaniesOfAPerson(t *testing.T) {
	edit := func(s *screen) {
		s.Tap("Persons")
		s.Tap("Edit (Enter)") // Ana Lima of Acme and Beta
	}
	choose := func(s *screen, name string) {
		s.Tap("Company: (none)")
		s.Enter("Find a company by name or account", name)
		s.Key(fyne.KeyReturn)
	}
	type place = timeline.CompanyPerson
	for _, test := range []struct {
		name string
		do   func(s *screen)
		want []place
		said string
	}{
		{"removed", func(s *screen) { s.Tap("Remove") }, []place{{Company: "c2", Title: "Adviser", Active: true}}, ""},
		{"all removed", func(s *screen) { s.Tap("Remove"); s.Tap("Remove") }, nil, ""},
		{"added", func(s *screen) {
			s.Tap("Add a company")
			s.MustShow("Company 3")
			choose(s, "globex")
		}, []place{{Company: "c1", Title: "CEO", Role: "Decision maker", Primary: true, Active: true}, {Company: "c2", Title: "Adviser", Active: true}, {Company: "c3", Active: true}}, ""},
		{"entered before one is removed", func(s *screen) {
			s.Enter("First name", "Anna")
			s.Enter("Role", "Owner")
			s.Tap("Add a company")
			s.Tap("Remove")
			choose(s, "globex")
		}, []place{{Company: "c2", Title: "Adviser", Active: true}, {Company: "c3", Active: true}}, ""},
		{"another is the primary one", func(s *screen) { makePrimary(s, 1) }, []place{
			{Company: "c1", Title: "CEO", Role: "Decision maker", Active: true}, {Company: "c2", Title: "Adviser", Primary: true, Active: true},
		}, ""},
		{"none is chosen", func(s *screen) { s.Tap("Add a company") }, nil, "Choose the company, or remove it."},
		{"one is chosen twice", func(s *screen) {
			s.Tap("Add a company")
			choose(s, "beta")
		}, nil, "The person belongs to this company already"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, uitest.Light, full(), list)
			edit(s)
			test.do(s)
			s.Tap("Save")
			if test.said != "" {
				if !strings.Contains(strings.Join(s.Texts(), " "), test.said) {
					t.Errorf("%q is not said: %q", test.said, s.Texts())
				}
				s.w.did(t)
				return
			}
			if len(s.w.log) != 1 || !slices.Equal(s.w.state.Persons[0].Companies, test.want) {
				t.Errorf("%q: %+v, want %+v", s.w.log, s.w.state.Persons[0].Companies, test.want)
			}
		})
	}
}

// makePrimary makes the i-th company of the form the primary one, by the keyboard.
func makePrimary(s *screen, i int) {
	for range i + 1 {
		for s.Tab(1); focused(s) != "Role"; {
			s.Tab(1)
		}
	}
	s.Tab(1)
	s.Key(fyne.KeyRight)
}
