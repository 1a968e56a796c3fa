package find_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tamtam/core"
	"tamtam/core/search"
	"tamtam/ui"
	"tamtam/ui/find"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

const cite = ui.ToCite

// focused is the text of the field that has the focus.
func (s *screen) focused() string {
	s.T.Helper()
	field, ok := s.Window.Window.Canvas().Focused().(interface{ SelectedText() string })
	if !ok {
		s.T.Fatalf("the focus is at %T", s.Window.Window.Canvas().Focused())
	}
	return field.SelectedText()
}

// A letter is asked about at once. Of those that follow it too quickly for a frame each, only the last is.
func TestOneTypesAndIsAnswered(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.Type("pricing")
	if want := []string{"p"}; !slices.Equal(w.asked, want) {
		t.Errorf("asked %q while the fingers moved, want %q", w.asked, want)
	}
	s.Pass(find.AskAfter)
	if want := []string{"p", "pricing"}; !slices.Equal(w.asked, want) {
		t.Errorf("asked %q, want %q", w.asked, want)
	}
	s.Type("s")
	if want := []string{"p", "pricing", "pricings"}; !slices.Equal(w.asked, want) {
		t.Errorf("asked %q after a rest, want %q", w.asked, want)
	}
	s.Key(fyne.KeyBackspace)
	s.Pass(find.AskAfter)
	if o := w.options[0]; !o.Typing || o.Limit != find.PageCalls || o.Turns != 3 || o.Newest || o.Datasets != nil {
		t.Errorf("asked with %+v", o)
	}
	s.MustShow("4 calls", "Acme, renewal and pricing", "Renewals Q2", "8 Apr 2026", "00:03:12", "Jane Doe", "External", "2 more turns in this call")
}

// Each letter ends the question before it, and its answer, when it comes all the same, is not shown.
func TestALateAnswerIsDropped(t *testing.T) {
	w, step := full(), &task.Step{}
	s := openWith(t, uitest.Light, w, step)
	for step.Waiting() > 0 {
		step.Release(0)
	}
	s.Type("pri")
	step.Advance(find.AskAfter)
	first := w.last
	w.calls = w.calls[:1]
	s.Type("c")
	if first.Err() == nil {
		t.Error("the question that was overtaken goes on")
	}
	for step.Waiting() > 0 {
		step.Release(step.Waiting() - 1) // the newest answer first
	}
	s.Settle()
	s.MustShow("1 call")
	s.MustNotShow("4 calls")
}

func TestWhatWasFoundStaysUntilTheNextAnswer(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.ask("pric")
	s.Type("i")
	s.MustShow("4 calls", "Acme, renewal and pricing")
	s.Type("ng")
	s.Pass(find.AskAfter)
	s.MustShow("4 calls")
}

func TestArrowsMoveOverHitsAndEnterOpensThem(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	for range 2 {
		s.Key(fyne.KeyDown)
	}
	s.Key(fyne.KeyReturn)
	w.did(t, "open 101 at 17 for pricing")
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyReturn) // the turns that were not shown
	w.did(t)
	s.MustShow("Annual", "Send me the")
	s.MustNotShow("more turns")
	s.Key(fyne.KeyReturn)
	w.did(t, "open 101 at 23 for pricing")
	for range 9 {
		s.Key(fyne.KeyDown)
	}
	s.Key(fyne.KeyReturn) // a call that is found by its title
	w.did(t, "open 104 at 0 for pricing")
	s.Key(fyne.KeyPageUp)
	s.Key(fyne.KeyReturn)
	w.did(t, "open 101 at 4 for pricing")
	if want := []string{"pricing"}; !slices.Equal(w.recent[:1], want) {
		t.Errorf("remembered %q", w.recent)
	}
}

func TestCtrlEnterOpensAHitToo(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	s.Window.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	w.did(t, "open 101 at 4 for pricing")
}

func TestAClickOpensATurn(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	s.Tap("Hank Scorpio")
	w.did(t, "open 102 at 2 for pricing")
	s.EnterPage()
	s.Tap("2 more turns in this call")
	s.MustShow("Annual")
	if s.focused(); s.world.log != nil {
		t.Errorf("did %q", s.world.log)
	}
}

func TestComingBackFindsTheResultsAsTheyWere(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	s.Key(fyne.KeyDown)
	s.page.Leave()
	s.EnterPage()
	s.MustShow("4 calls")
	if marked := s.focused(); marked != "pricing" {
		t.Errorf("%q is marked, to be typed over", marked)
	}
	s.Type("z")
	s.Pass(find.AskAfter)
	if last := w.asked[len(w.asked)-1]; last != "z" {
		t.Errorf("typing asked %q", last)
	}
}

// The brief way from a hit to its citation in another program is Ctrl+Shift+C and Ctrl+V.
func TestTheCitationOfAHitIsCopied(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDown)
	s.page.Command(ui.ToCite)
	if want := "“So the pricing is per seat.” (Jane Doe, Acme, renewal and pricing)"; s.Clip.Text != want {
		t.Errorf("copied %q, want %q", s.Clip.Text, want)
	}
	s.MustShow("Copied with its source: Jane Doe, 00:20:01.")
	s.Clip.Text = ""
	s.Key(fyne.KeyDown) // no turn
	s.page.Command(ui.ToCite)
	if s.Clip.Text != "" {
		t.Errorf("copied %q", s.Clip.Text)
	}
	s.Key(fyne.KeyUp)
	w.err = core.E(core.Broken, "cite", nil)
	s.page.Command(ui.ToCite)
	s.MustShow("The citation could not be copied.")
}

func TestEscGoesBack(t *testing.T) {
	w := full()
	w.complete = []search.Completion{{From: 8, To: 8, Text: "jane"}}
	s := open(t, uitest.Light, w)
	s.ask("speaker:")
	s.MustShow("jane")
	s.Key(fyne.KeyEscape)
	s.MustNotShow("Tab takes the first")
	w.did(t)
	s.Key(fyne.KeyEscape)
	w.did(t, "back")
}

func TestCompletions(t *testing.T) {
	names := []search.Completion{{From: 0, To: 2, Text: "speaker:"}}
	values := []search.Completion{{From: 8, To: 8, Text: "jane", Calls: 3}, {From: 8, To: 8, Text: `"Sam Lee"`, Calls: 1}}
	tests := []struct {
		name, typed string
		offered     []search.Completion
		keys        []fyne.KeyName
		want        string // in the field
		open        bool
	}{
		{"the first by Tab", "speaker:", values, []fyne.KeyName{fyne.KeyTab}, "speaker:jane ", true},
		{"another by arrows", "speaker:", values, []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn}, `speaker:"Sam Lee" `, true},
		{"a name", "sp", names, []fyne.KeyName{fyne.KeyTab}, "speaker:", true},
		{"none of one letter", "s", []search.Completion{{From: 0, To: 1, Text: "side:"}}, nil, "s", false},
		{"none of nothing", "a ", []search.Completion{{From: 2, To: 2, Text: "side:"}}, nil, "a ", false},
		{"none of what stands there", "speaker:jane", []search.Completion{{From: 8, To: 12, Text: "jane"}}, nil, "speaker:jane", false},
		{"none that does not fit", "ab", []search.Completion{{From: 0, To: 9, Text: "about"}, {From: -1, To: 2, Text: "x"}, {From: 2, To: 1, Text: "y"}}, nil, "ab", false},
		{"Enter alone opens the hit", "speaker:", values, []fyne.KeyName{fyne.KeyReturn}, "speaker:", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := full()
			w.complete = test.offered
			s := open(t, uitest.Light, w)
			s.ask(test.typed)
			for _, key := range test.keys {
				s.Key(key)
			}
			field := s.Find("Search everything that was said").(interface{ SelectedText() string })
			s.focused()
			if got := text(field); got != test.want {
				t.Errorf("the field holds %q, want %q", got, test.want)
			}
			if s.Pass(time.Second); s.Shows("Tab takes") != test.open {
				t.Errorf("the list is open: %t", !test.open)
			}
		})
	}
}

// text is what a field holds.
func text(field interface{ SelectedText() string }) string {
	field.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	return field.SelectedText()
}

func TestACompletionIsTakenByAClick(t *testing.T) {
	w := full()
	w.complete = []search.Completion{{From: 16, To: 18, Text: "jane"}}
	s := open(t, uitest.Light, w)
	s.ask("pricing speaker:ja")
	w.complete = nil
	s.Tap("jane")
	s.Pass(find.AskAfter)
	if want := "pricing speaker:jane "; w.asked[len(w.asked)-1] != want {
		t.Errorf("asked %q, want %q", w.asked[len(w.asked)-1], want)
	}
}

func TestOneDatasetIsSearchedAndRemembered(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.Tap("All datasets")
	s.Tap("Competitor mentions")
	s.ask("pricing")
	s.MustShow("1 call")
	s.page.Leave()
	s = open(t, uitest.Light, w)
	s.ask("zebra")
	s.MustShow("No call of this dataset has all of this.")
	w.nobodyHas = ""
	s.Tap("Search all datasets")
	s.MustShow("4 calls")
	w.memory["find/dataset"] = "gone"
	s = open(t, uitest.Light, w)
	s.ask("pricing")
	s.MustShow("4 calls", "All datasets")
}

func TestTheNewestFirstIsRemembered(t *testing.T) {
	w := full()
	slices.Reverse(w.calls)
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	s.Key(fyne.KeyReturn)
	w.did(t, "open 104 at 0 for pricing")
	s.Tap("Newest")
	s.Key(fyne.KeyReturn)
	w.did(t, "open 101 at 4 for pricing")
	s = open(t, uitest.Light, w)
	s.ask("pricing")
	s.Key(fyne.KeyReturn)
	w.did(t, "open 101 at 4 for pricing")
}

// Ten thousand calls come in pages as one scrolls, and only the rows in sight are built.
func TestTenThousandCalls(t *testing.T) {
	w := many(10_000)
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	s.MustShow("10,000 calls")
	if rows := strings.Count(strings.Join(s.Texts(), "\n"), "Jane Doe"); rows < 5 || rows > 12 {
		t.Errorf("%d hits are in sight", rows)
	}
	for i := range 40 {
		s.Key(fyne.KeyPageDown)
		s.Pass(0)
		if i == 0 {
			if skips := slices.Compact(pages(w)); !slices.Equal(skips, []int{0}) {
				t.Errorf("asked for the pages %v at the first rows", skips)
			}
		}
	}
	skips := slices.Compact(pages(w)) // the first one was asked for with the first letter, too
	for i, skip := range skips {
		if skip != i*find.PageCalls {
			t.Fatalf("asked for the pages %v", skips)
		}
	}
	if needed := 400 / find.PageCalls; len(skips) < needed || len(skips) > needed+2 {
		t.Errorf("asked for %d pages for 400 calls", len(skips))
	}
	s.Key(fyne.KeyReturn)
	w.did(t, "open 1400 at 0 for pricing")
}

func pages(w *world) (skips []int) {
	for _, o := range w.options {
		skips = append(skips, o.Skip)
	}
	return skips
}

func TestAPageThatCannotBeReadIsAskedForAgain(t *testing.T) {
	w := many(60)
	w.moreErr = core.E(core.Broken, "search", nil)
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	for range find.PageCalls / 10 {
		s.Key(fyne.KeyPageDown)
		s.Pass(0)
	}
	s.MustShow("The next calls could not be read.")
	w.moreErr = nil
	s.Tap("Try again")
	s.MustNotShow("The next calls could not be read.")
	s.Key(fyne.KeyPageDown)
	s.Key(fyne.KeyReturn)
	w.did(t, "open 1030 at 30 for pricing") // one of the page that was asked for again
}

// What a sync has moved is not where it was: the call's other turns are not those of another.
func TestUnfoldingAfterASyncAsksAnew(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	w.calls = slices.Insert(w.calls, 0, call("99", "Brand new", "", "d1", 9, hit(0, 0, "Ina Internal", "Internal", "pricing")))
	s.Tap("2 more turns in this call")
	s.MustShow("5 calls", "Brand new", "2 more turns in this call")
}

func TestSearchesThatFailAreAskedForAgain(t *testing.T) {
	w := full()
	w.err = core.E(core.Broken, "search", errors.New("a page is damaged"))
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	s.MustShow("The search could not be done.")
	w.err = nil
	s.Tap("Try again")
	s.MustShow("4 calls")
}

func TestOnceTheIndexIsMadeOneIsAnsweredAnew(t *testing.T) {
	w := full()
	w.making, w.share = true, 0.5
	s := open(t, uitest.Light, w)
	s.ask("pricing")
	s.MustShow("50 % of it is done")
	w.share = 0.6
	s.Pass(find.MakingGap)
	s.MustShow("60 % of it is done")
	w.making, w.asked = false, nil
	s.Pass(find.MakingGap)
	s.MustNotShow("The index is being made")
	if !slices.Equal(w.asked, []string{"pricing"}) {
		t.Errorf("asked %q", w.asked)
	}
}

func TestWithoutDataOneIsLedToIt(t *testing.T) {
	w := newWorld()
	w.datasets = nil
	s := open(t, uitest.Light, w)
	s.Tap("Go to the datasets")
	s.Tap("Open exported files")
	w.did(t, "to datasets", "to files")
}

func TestLeavingThePageAsksNoMore(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.Type("pricing")
	before := len(w.asked)
	s.page.Leave()
	s.Pass(time.Minute)
	if len(w.asked) != before {
		t.Errorf("asked %q after it was left", w.asked[before:])
	}
}

func BenchmarkTypeIntoTenThousandCalls(b *testing.B) {
	w := many(10_000)
	s := open(b, uitest.Light, w)
	for b.Loop() {
		s.page.Ask("pricing")
		s.Runner.Advance(find.AskAfter)
		s.page.Ask("")
	}
}

// Of an operator there is only the name: that no call has it would be untrue, and what to type stands in the help.
func TestAQueryThatAsksNothingYetShowsTheHelp(t *testing.T) {
	w := full()
	w.asksNothing, w.notices = "speaker:", []search.Notice{{Kind: search.NothingYet, Text: "speaker:"}}
	s := open(t, uitest.Light, w)
	s.ask("speaker:")
	s.MustShow("How to search", "Recent searches", "speaker: needs a value.")
	s.MustNotShow("Nothing found", "0 calls")
	s.ask("j")
	s.MustNotShow("Recent searches")
}

func TestTheFieldHasTheFocusBehindTheHelp(t *testing.T) {
	s := open(t, uitest.Light, full())
	s.ask("pricing")
	s.Tap("How to search (F1)")
	s.Key(fyne.KeyEscape)
	s.MustNotShow("either")
	s.focused()
}
