package review_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/marks"
	calls "tamtam/core/review"
	"tamtam/core/text"
	"tamtam/ui"
	"tamtam/ui/review"
	"tamtam/ui/uitest"
)

// quoted is the full world with quotes of several calls.
func quoted() *world {
	w := full()
	for i, turn := range []int{3, 5, 7} {
		c := w.conversation(i * 3)
		from := marks.Source{Call: c.ID, Title: c.Title, Started: c.Started, URL: c.URL}
		q, err := marks.NewQuote(from, c.Turns, marks.Span{Turn: turn, ToTurn: turn, To: 1000}, now)
		if err != nil {
			panic(err)
		}
		w.quotes = append(w.quotes, q)
	}
	w.quotes[1].Comment = "What finance will ask."
	return w
}

// damagedQuotes is the world of quoted with a quote that cannot be read, and one of which nothing is left.
func damagedQuotes() *world {
	w := quoted()
	const left = `{"id":"4b","call":"4570250816631530003","text":"We could look at the seats you do not use`
	w.quotes = slices.Insert(w.quotes, 1, marks.Quote{ID: "4b", Damaged: true, Raw: left})
	w.quotes = append(w.quotes, marks.Quote{ID: "5c", Damaged: true})
	return w
}

// A quote that the database has damaged is shown as what is left of it, beside the others, and nothing is made of it but what a person does by
// themselves.
func TestADamagedQuoteIsShown(t *testing.T) {
	w := damagedQuotes()
	left := w.quotes[1].Raw
	s := open(t, uitest.Light, w, basket)
	s.MustShow("Quotes (5)", "Damaged", `{"id":"4b"`, "The database holds this much of it.", "Nothing of this quote is left.", "“The price per seat", "“Fewer")
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyReturn) // there is no call to open
	w.did(t)
	s.Key(fyne.KeyC)
	s.MustNotShow("Comment on a quote")
	s.Command(ui.ToCite)
	if s.clip.content != left {
		t.Errorf("copied %q", s.clip.content)
	}
	s.Key(fyne.KeyDelete)
	s.MustShow("Quotes (4)")
	s.Tap("Undo")
	s.MustShow("Quotes (5)")
	if q := w.quotes[1]; q.Raw != left || !q.Damaged {
		t.Errorf("brought back %+v", q)
	}
	s.Tap("Copy all")
	s.MustShow("Copied 3 quotes. Left out: 2 damaged quotes.")
	if strings.Contains(s.clip.content, "4b") || !strings.Contains(s.clip.content, "“Fewer") {
		t.Errorf("copied %q", s.clip.content)
	}
	s.Command(ui.ToExport)
	s.Tap("Plain text")
	s.MustShow("Left out: 2 damaged quotes.")
}

// retold is the world of quoted in which the transcripts have changed since: of the first quote's call a turn came before, and the third's says
// something else.
func retold() *world {
	w := quoted()
	first, third := w.conversation(0), w.conversation(6)
	first.Turns = append([]text.Turn{{Speaker: "Sam Lee", Lines: []string{"One moment, I am late."}}}, first.Turns...)
	third.Turns = []text.Turn{{Speaker: "Jane Doe", Lines: []string{"Something else altogether was said in this version of it."}}}
	w.opens[first.ID], w.opens[third.ID] = first, third
	return w
}

// The quotes are looked for in the transcripts as these are now: whoever opens the basket sees which are said no more, and where the others stand
// is kept. What they say and cite stays.
func TestQuotesFollowTheirTranscripts(t *testing.T) {
	w := retold()
	was := slices.Clone(w.quotes)
	s := open(t, uitest.Light, w, basket)
	s.MustShow("Quotes (3)", "“The price per seat", "“Fewer integrations")
	lost := 0
	for _, one := range s.Texts() {
		if one == "No longer in the transcript" {
			lost++
		}
	}
	if lost != 1 {
		t.Errorf("%d of 3 quotes are shown as lost, want 1", lost)
	}
	moved := was[0]
	moved.Anchor.Turn, moved.Anchor.ToTurn = was[0].Anchor.Turn+1, was[0].Anchor.ToTurn+1
	if got := w.quotes[0]; got != moved {
		t.Errorf("kept %+v, want %+v", got, moved)
	}
	if !slices.Equal(w.quotes[1:], was[1:]) {
		t.Errorf("what has not moved is kept as %+v", w.quotes[1:])
	}
	w.opens = map[core.CallID]calls.Conversation{}
	s.Command(ui.ToRefresh) // the transcripts are as they were
	s.MustNotShow("No longer in the transcript")
}

// So they are when their call is read.
func TestQuotesFollowTheCallThatIsRead(t *testing.T) {
	w := retold()
	at := w.quotes[0].Anchor.Turn
	s := open(t, uitest.Light, w, page)
	openCall(s, 0, -1, "")
	if got := w.quotes[0].Anchor.Turn; got != at+1 {
		t.Errorf("it is kept in turn %d, want %d", got, at+1)
	}
}

// order are the first words of the quotes in the basket.
func (w *world) order() string {
	var all []string
	for _, q := range w.quotes {
		all = append(all, strings.Fields(q.Text)[0])
	}
	return strings.Join(all, " ")
}

func TestQuotesAreOrderedByKeysAndButtons(t *testing.T) {
	w := quoted()
	s := open(t, uitest.Light, w, basket)
	s.MustShow("Quotes (3)", "“The price per seat", "Jane Doe (External) · Acme, renewal and pricing", "What finance will ask.")
	if got := w.order(); got != "The We Fewer" {
		t.Fatalf("the order is %s", got)
	}
	s.Command(ui.ToLower)
	if got := w.order(); got != "We The Fewer" {
		t.Errorf("down: the order is %s", got)
	}
	s.Command(ui.ToLower) // the highlight went along
	if got := w.order(); got != "We Fewer The" {
		t.Errorf("down again: the order is %s", got)
	}
	s.Command(ui.ToLower) // it is the last
	s.Command(ui.ToRaise)
	if got := w.order(); got != "We The Fewer" {
		t.Errorf("up: the order is %s", got)
	}
	s.Tap("Move down (Alt+Down)") // of the first row
	if got := w.order(); got != "The We Fewer" {
		t.Errorf("by the button: the order is %s", got)
	}
}

func TestQuotesAreRemovedWithUndo(t *testing.T) {
	w := quoted()
	s := open(t, uitest.Light, w, basket)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDelete)
	if got := w.order(); got != "The Fewer" {
		t.Errorf("left are %s", got)
	}
	s.Tap("Undo")
	if got := w.order(); got != "The We Fewer" {
		t.Errorf("after undo: %s", got)
	}
	s.Tap("Empty the basket")
	s.MustShow("No quotes yet")
	s.Tap("Undo")
	if got := w.order(); got != "The We Fewer" {
		t.Errorf("after the second undo: %s", got)
	}
	s.MustShow("Quotes (3)")
}

func TestAQuoteIsOpenedCopiedAndCommented(t *testing.T) {
	w := quoted()
	s := open(t, uitest.Light, w, basket)
	s.Key(fyne.KeyReturn)
	w.did(t, "open quote "+w.quotes[0].ID)
	s.Command(ui.ToCite)
	if !strings.HasPrefix(s.clip.content, "“The price per seat went up") || !strings.Contains(s.clip.content, "Jane Doe (External)") {
		t.Errorf("copied %q", s.clip.content)
	}
	s.Key(fyne.KeyC)
	s.Enter("Comment", "For the board.")
	s.Tap("Keep")
	s.MustShow("For the board.")
	if w.quotes[0].Comment != "For the board." {
		t.Errorf("kept %q", w.quotes[0].Comment)
	}
	s.Tap("Copy all")
	for _, want := range []string{"“The price", "“We could", "“Fewer", "For the board.", "What finance will ask."} {
		if !strings.Contains(s.clip.content, want) {
			t.Errorf("%q is not copied", want)
		}
	}
}

func TestQuotesAreExported(t *testing.T) {
	tests := []struct{ choice, ending, want string }{
		{"Markdown", ".md", "Jane Doe"},
		{"Word document", ".docx", "PK"},
		{"Spreadsheet (CSV)", ".csv", "text,speaker,side,call"},
		{"Plain text", ".txt", "“The price per seat"},
	}
	w := quoted()
	s := open(t, uitest.Light, w, basket)
	for _, test := range tests {
		t.Run(test.choice, func(t *testing.T) {
			w.log = nil
			s.Command(ui.ToExport)
			s.Tap(test.choice)
			w.did(t, "pick from /home/ina/Documents")
			s.MustShow("Written to /media/stick/tamtam_quotes_20260409_120000" + test.ending)
			if !strings.Contains(w.saved, test.want) {
				t.Errorf("wrote %q", w.saved)
			}
		})
	}
	w.saveErr = core.E(core.Full, "write the quotes", nil)
	s.Command(ui.ToExport)
	s.Tap("Markdown")
	s.MustShow("The quotes could not be written.")
}

func TestQuotesThatCannotBeReadOrKept(t *testing.T) {
	w := quoted()
	w.err = core.E(core.Broken, "read the quotes", errors.New("damaged"))
	s := open(t, uitest.Light, w, basket)
	s.MustShow("The quotes could not be read.")
	w.err = nil
	s.Tap("Try again")
	s.MustShow("Quotes (3)")
	w.markErr = core.E(core.Full, "keep the quotes", nil)
	s.Key(fyne.KeyDelete)
	s.MustShow("It could not be kept.", "Quotes (3)") // it is back
	s.Command(ui.ToClose)
	w.did(t, "back")
}

// A quote is found again where its words stand now.
func TestAQuoteIsOpenedWhereItStandsNow(t *testing.T) {
	w := quoted()
	c := w.conversation(0)
	c.Turns = append([]text.Turn{{Speaker: "Sam Lee", Lines: []string{"One moment, I am late."}}}, c.Turns...)
	w.opens[c.ID] = c
	s := open(t, uitest.Light, w, page)
	s.page.(*review.Page).OpenQuote(w.quotes[0])
	s.Settle()
	s.Command(ui.ToCite)
	if !strings.HasPrefix(s.clip.content, "“The price per seat") {
		t.Errorf("copied %q", s.clip.content)
	}
	for i := range c.Turns {
		c.Turns[i].Lines = []string{"Something else altogether was said in this version of it."}
	}
	s.page.(*review.Page).Refresh()
	s.page.(*review.Page).OpenQuote(w.quotes[0])
	s.MustShow("no longer says this")
}
