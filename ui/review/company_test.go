package review_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core/digest"
	calls "tamtam/core/review"
	"tamtam/ui"
	"tamtam/ui/uitest"
)

// known is the full world, in which much is known of a company.
func known() *world {
	w := full()
	c := calls.Company{
		Name: "Acme Inc", First: now.AddDate(0, -17, 0), Last: w.calls[0].Started, Total: 6*time.Hour + 12*time.Minute,
		People: []calls.Acquaintance{
			{Person: jane, Calls: 6, Last: w.calls[0].Started},
			{Person: digest.Person{Name: "Priya Natarajan", Email: "priya@acme.com", Title: "Data Protection Officer", Side: digest.External}, Calls: 2, Last: w.calls[3].Started},
		},
		Ours: []calls.Acquaintance{{Person: ina, Calls: 6, Last: w.calls[0].Started}, {Person: sam, Calls: 1, Last: w.calls[6].Started}},
		Objects: []digest.Object{
			{Kind: digest.Account, Name: "Acme Inc", System: "Salesforce", ID: "001A"},
			{Kind: "Opportunity", Name: "Acme renewal", System: "Salesforce", ID: "006B"},
		},
		Trackers: []calls.Trend{
			{Name: "Pricing", Total: 41, Counts: []int{0, 1, 0, 2, 3, 1, 0, 4, 2, 2, 5, 1, 3, 2, 4, 6, 5}},
			{Name: "Competitors", Total: 12, Counts: []int{0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 1, 0, 0, 3, 5}},
			{Name: "Security", Total: 3, Counts: []int{2, 0, 0, 1}},
		},
	}
	for _, one := range w.calls {
		if len(one.Companies) > 0 && one.Companies[0] == c.Name {
			c.Calls = append(c.Calls, one)
		}
	}
	w.company = c
	return w
}

func TestACompanyIsShownWithAllThatItsCallsTell(t *testing.T) {
	w := known()
	s := open(t, uitest.Light, w, acme)
	s.MustShow("Acme Inc", "6 h 12 min in all", "Pricing", "41 in all, most in Feb 2026: 6", "Priya Natarajan", "Data Protection Officer", "2 calls", "Acme renewal",
		"Acme, quarterly business review, 2 Apr")
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyReturn)
	w.did(t, "open "+string(w.calls[3].ID))
	s.Tab(1)
	if of, ok := s.Window.Window.Canvas().Focused().(fyne.Accessible); !ok || of.AccessibilityLabel() != "People, deals and trackers" {
		t.Errorf("keys lead from the calls to %v", s.Window.Window.Canvas().Focused())
	}
	s.Command(ui.ToClose)
	w.did(t, "back")
}

func TestACompanyThatNoCallIsWith(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, acme)
	s.Tap("Go to the calls")
	w.did(t, "to calls")
	w.company = known().company
	s.Command(ui.ToRefresh)
	s.MustShow("6 h 12 min in all")
}

func TestACompanyThatCannotBeReadIsAskedForAgain(t *testing.T) {
	w := known()
	w.err = broken().err
	s := open(t, uitest.Light, w, acme)
	s.MustShow("The calls could not be read.")
	w.err = nil
	s.Tap("Try again")
	s.MustShow("6 h 12 min in all")
}
