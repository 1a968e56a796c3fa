package review_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	calls "tamtam/core/review"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/review"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestARowSaysWhatACallWas(t *testing.T) {
	s := open(t, uitest.Light, full(), page)
	for _, want := range []string{
		"Acme, renewal and pricing, 08:00 · 45 min · Acme Inc, unread, starred, external, with notes",
		"Globex, kick-off, 8 Apr · 30 min · Globex, unread, external, transcript awaited",
		"Pipeline review, 6 Apr · 25 min",
	} {
		if s.Find(want) == nil {
			t.Errorf("no row says %q; shown is %q", want, s.Texts())
		}
	}
}

// tick finds a value of the filters and ticks it.
func (s *screen) tick(label string) {
	s.T.Helper()
	s.Enter("Find a filter", strings.ToLower(label[:len(label)-3]))
	if s.Find(label) == nil {
		label += ", ticked"
	}
	s.Tap(label)
}

func TestFiltersChooseCalls(t *testing.T) {
	tests := []struct {
		name string
		tick []string
		want string
	}{
		{"none", nil, "16 calls"},
		{"starred", []string{"Starred"}, "2 calls"},
		{"unread", []string{"Unread"}, "2 calls"},
		{"with notes", []string{"With notes"}, "2 calls"},
		{"awaited", []string{"Transcript awaited"}, "1 call"},
		{"external", []string{"With people from outside"}, "12 calls"},
		{"internal", []string{"Among ourselves"}, "4 calls"},
		{"a company", []string{"Acme Inc"}, "6 calls"},
		{"two companies", []string{"Acme Inc", "Initech"}, "8 calls"},
		{"a person", []string{"Omar Haddad"}, "4 calls"},
		{"a tracker", []string{"Competitors"}, "12 calls"},
		{"a topic", []string{"Next steps"}, "12 calls"},
		{"a tag", []string{"churn-risk"}, "1 call"},
		{"a dataset", []string{"Competitor mentions"}, "5 calls"},
		{"a length", []string{"An hour and more"}, "4 calls"},
		{"a period", []string{"The last 7 days"}, "6 calls"},
		{"another period in its place", []string{"The last 7 days", "The last 365 days"}, "16 calls"},
		{"several fields", []string{"Acme Inc", "Starred"}, "2 calls"},
		{"ticked twice", []string{"Starred", "Starred"}, "16 calls"},
	}
	s := open(t, uitest.Light, full(), page)
	s.Tap("Filters")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, label := range test.tick {
				s.tick(label)
			}
			if s.Find("Show "+test.want) == nil {
				t.Errorf("%q is not shown; shown is %q", test.want, s.Texts())
			}
			s.Tap("Clear all")
		})
	}
}

// TestANumberBesideAFilterIsWhatItLeaves ticks each period and length beside another filter and holds what is left against what was promised.
func TestANumberBesideAFilterIsWhatItLeaves(t *testing.T) {
	s := open(t, uitest.Light, full(), page)
	s.Tap("Filters")
	s.tick("Acme Inc")
	seen := map[string]bool{}
	for _, label := range []string{
		"Today", "The last 7 days", "The last 30 days", "The last 365 days", "Up to 15 minutes", "30 to 60 minutes", "An hour and more",
	} {
		s.Enter("Find a filter", strings.ToUpper(label)) // other than the row's own text
		texts := s.Texts()
		promised := texts[slices.Index(texts, label)+1]
		s.Tap(label)
		if s.Find("Show "+promised+" calls") == nil && s.Find("Show "+promised+" call") == nil {
			t.Errorf("%s: %q stands beside it; shown is %q", label, promised, s.Texts())
		}
		seen[promised] = true
		s.Tap(label + ", ticked")
	}
	if len(seen) < 4 {
		t.Errorf("the numbers are only %v", seen)
	}
}

func TestFiltersAreRememberedAndTakenAway(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Tap("Filters")
	for _, label := range []string{"Acme Inc", "Starred", "The last 30 days"} {
		s.tick(label)
	}
	s.Tap("Show 2 calls")
	s.Tap("Newest first")
	s.Tap("Longest first")
	s = open(t, uitest.Light, w, page)
	s.MustShow("2 of 16 calls", "Longest first")
	s.Tap("Remove the filter “Starred”")
	s.MustShow("6 of 16 calls")
	s.Tap("Remove the filter “The last 30 days”")
	s.Tap("Remove the filter “Acme Inc”")
	s.MustShow("16 calls", "Longest first")
	w.memory["review/query"] = `{"later": true}`
	open(t, uitest.Light, w, page).MustShow("16 calls", "Newest first")
}

// A period of days is another one tomorrow, so it is kept in words.
func TestAPeriodEndsToday(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Tap("Filters")
	s.Tap("The last 7 days")
	asked := w.asked[len(w.asked)-1]
	if want := time.Date(2026, 4, 3, 0, 0, 0, 0, time.UTC); !asked.From.Equal(want) || !asked.To.IsZero() {
		t.Errorf("asked from %v to %v", asked.From, asked.To)
	}
	if strings.Contains(w.memory["review/query"], "2026") {
		t.Errorf("remembered %s", w.memory["review/query"])
	}
}

func TestAPeriodOfOnesOwn(t *testing.T) {
	tests := []struct{ name, from, to, want string }{
		{"both", "2026-04-01", "2026-04-03", "1 Apr 2026 to 3 Apr 2026"},
		{"one day", "2026-04-02", "2026-04-02", "2 Apr 2026"},
		{"since", "2026-04-05", "", "Since 5 Apr 2026"},
		{"until", "", "2026-04-05", "Until 5 Apr 2026"},
		{"no day", "yesterday", "", "Write a day such as 2026-03-01."},
		{"ends first", "2026-04-05", "2026-04-04", "The last day is before the first."},
	}
	s := open(t, uitest.Light, full(), page)
	s.Tap("Filters")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s.tick("From … to …")
			s.Enter("From", test.from)
			s.Enter("To", test.to)
			s.Tap("Show these calls")
			if s.Find(test.want) == nil {
				t.Errorf("%q is not shown; shown is %q", test.want, s.Texts())
			}
			if s.Stage.Modal() {
				s.Key(fyne.KeyEscape)
			}
			s.Tap("Clear all")
		})
	}
}

func TestCallsThatAreNotListedYetAreToldAndComeByThemselves(t *testing.T) {
	w := partial()
	all := w.calls
	w.calls = all[:9]
	s := open(t, uitest.Light, w, page)
	s.MustShow("9 calls", "The calls of 2 files are not listed yet", "43 % of it is done")
	w.share = 0.6
	s.pass(review.MakingGap)
	s.MustShow("60 % of it is done")
	w.calls, w.unread, w.making = all, 0, false
	s.pass(review.MakingGap)
	s.MustShow("16 calls")
	s.MustNotShow("not listed yet")
}

// What was made between two looks was never seen being made.
func TestCallsComeAlsoWhenTheyWereQuicklyMade(t *testing.T) {
	w := partial()
	w.making = false
	s := open(t, uitest.Light, w, page)
	s.MustShow("The calls of 2 files are not listed yet. What lists show of them is made in the background")
	w.unread = 0
	s.pass(review.MakingGap)
	s.MustNotShow("not listed yet")
}

func TestAnAnswerThatWasOvertakenIsDropped(t *testing.T) {
	step := &task.Step{}
	s := openWith(t, uitest.Light, full(), step, page)
	for step.Waiting() > 0 {
		step.Release(0)
	}
	for _, words := range []string{"globex", "acme"} {
		s.Enter("Find a call", words)
		step.Advance(review.TypingGap)
	}
	step.Release(1)
	s.Settle()
	s.MustShow("6 of 16 calls")
	step.Release(0)
	s.Settle()
	s.MustShow("6 of 16 calls")
}

func TestTenThousandCallsAreListedAtOnce(t *testing.T) {
	w := many(10_000)
	s := open(t, uitest.Light, w, page)
	s.MustShow("10,000 calls")
	if rows := rowsInSight(s); rows < 7 || rows > 12 {
		t.Errorf("%d rows are in sight", rows)
	}
	s.Key(fyne.KeyEnd)
	if rows := rowsInSight(s); rows < 7 || rows > 12 {
		t.Errorf("%d rows are in sight at the end", rows)
	}
}

func rowsInSight(s *screen) (n int) {
	for _, text := range s.Texts() {
		if strings.Contains(text, " min · ") || strings.HasSuffix(text, " min") {
			n++
		}
	}
	return n
}

func BenchmarkListTenThousandCalls(b *testing.B) {
	w := many(10_000)
	for b.Loop() {
		open(b, uitest.Light, w, page).page.Leave()
	}
}

func TestTheListIsUsedByKeyboard(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Key(fyne.KeySlash)
	if s.Window.Window.Canvas().Focused() != s.Find("Find a call").(fyne.Focusable) {
		t.Error("/ does not go to the field")
	}
	s.Command(ui.ToFind)
	s.Type("team")
	s.pass(review.TypingGap)
	s.MustShow("2 of 16 calls")
	s.Key(fyne.KeyEscape)
	s.pass(review.TypingGap)
	s.MustShow("16 calls")
}

func TestTheFiltersAreUsedByKeyboard(t *testing.T) {
	s := open(t, uitest.Light, full(), page)
	s.Tap("Filters")
	s.Tab(1)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn} {
		s.Key(key) // the head of the first group has the highlight
	}
	s.MustShow("Show 2 calls")
	s.Key(fyne.KeyLeft)
	s.MustNotShow("With notes")
	s.Key(fyne.KeyRight)
	s.MustShow("With notes")
	s.Command(ui.ToClose)
	s.MustNotShow("Find a filter")
}

// What no call has any more is still ticked, or nobody could untick it.
func TestAFilterThatNoCallHasAnyMoreCanBeTakenAway(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Tap("Filters")
	s.tick("Initech")
	w.calls = slices.DeleteFunc(w.calls, func(c *calls.Call) bool { return len(c.Companies) > 0 && c.Companies[0] == "Initech" })
	s.Command(ui.ToRefresh)
	s.Settle()
	s.MustShow("Initech, ticked", "Show 0 calls")
	s.Tap("Initech, ticked")
	s.MustShow("Show 14 calls")
}

func TestALongGroupIsUnfolded(t *testing.T) {
	w := many(40)
	for i, c := range w.calls {
		c.Companies = []string{"Company " + string(rune('A'+i%26))}
	}
	s := open(t, uitest.Light, w, page)
	s.Resize(1024, 2400)
	s.Tap("Filters")
	s.Tap("Company")
	s.MustShow("Company H", "Show 18 more")
	s.MustNotShow("Company I")
	s.Tap("Show 18 more")
	s.MustShow("Company Z")
}

func TestTheEdgesAreRemembered(t *testing.T) {
	const edge = "Edge between the calls and the transcript"
	w := full()
	s := open(t, uitest.Light, w, page)
	before := s.Find(edge).Position().X
	s.Find(edge).(*kit.SplitHandle).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.Settle()
	after := s.Find(edge).Position().X
	if after <= before {
		t.Errorf("the edge went from %v to %v", before, after)
	}
	if again := open(t, uitest.Light, w, page).Find(edge).Position().X; again != after {
		t.Errorf("the edge is at %v, want %v", again, after)
	}
}

func TestCallsThatCannotBeReadAreAskedForAgain(t *testing.T) {
	w := broken()
	s := open(t, uitest.Light, w, page)
	s.MustShow("The calls could not be read.")
	w.err = nil
	s.Tap("Try again")
	s.MustShow("16 calls")
	w.err = core.E(core.Broken, "read the calls", nil)
	s.Command(ui.ToRefresh)
	s.Settle()
	s.MustShow("16 calls", "The calls could not be read.")
}

func TestWithoutCallsThePageSaysWhatToDo(t *testing.T) {
	w := newWorld()
	s := open(t, uitest.Light, w, page)
	s.Tap("Go to the datasets")
	s.Tap("Open exported files")
	w.did(t, "to datasets", "to files")
}

func TestARunThatBroughtCallsIsShown(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	w.calls = many(17).calls
	s.page.(*review.Page).Refresh()
	s.Settle()
	s.MustShow("17 calls")
	s.page.Leave()
	w.calls = many(18).calls
	s.page.(*review.Page).Refresh()
	s.MustNotShow("18 calls")
}
