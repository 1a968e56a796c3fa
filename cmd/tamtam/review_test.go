//go:build xvfb && linux

package main_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
	"tamtam/core/text"
)

// TestWindowReview reads and searches imported calls by mouse and keyboard, and keeps what it makes of them, with no account within reach. With
// TAMTAM_TOUR=DIR the pictures and files stay in that folder.
func TestWindowReview(t *testing.T) {
	folder := os.Getenv("TAMTAM_TOUR")
	if folder == "" {
		folder = t.TempDir()
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	home, display := t.TempDir(), newScreen(t)
	s := &reviewer{said: imported(t, home), tour: tour{t: t, folder: folder, window: display.open(home)}}
	s.choose()
	s.find()
	s.selectText()
	s.mark()
	s.filter()
	s.search()
	s.quotes()
	s.company()
	s.export(folder)
	s.lighten()
	s.enlarge()
	top := s.leaveOff()
	s.close()

	// The next start finds everything as it was left.
	s.window = display.open(home)
	s.reviewed("the starred call", func(f reviewFacts) bool { return f.Filters == 1 && f.Listed == 1 })
	s.to(rowsFocus)
	s.key("Return")
	s.reviewed("what was made of it", func(f reviewFacts) bool {
		return f.Open == s.call && f.Top == top && f.Starred && f.Notes == 1 && f.Highlights == 1 && slices.Equal(f.Tags, []string{"renewal"})
	})
	s.close()
}

// imported fills a home with a dataset of an account that is gone afterwards, and returns what was said in each call.
func imported(t *testing.T, home string) map[string][]text.Turn {
	t.Helper()
	sim := gongsim.New(gongsim.Options{Seed: 2034, Calls: 40, Users: 12, Now: time.Now().UTC().Truncate(time.Second)})
	fill(t, home, sim)
	db, err := store.Open(filepath.Join(home, "data"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	all, err := db.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	said := map[string][]text.Turn{}
	err = db.Snapshot(func(s *store.Snapshot) error {
		return s.Each(all[0].ID, core.Transcripts, func(body []byte) bool {
			if r, err := text.Parse(string(body)); err == nil {
				said[r.ID] = r.Turns
			}
			return true
		})
	})
	if err != nil || len(said) < 20 {
		t.Fatalf("%d transcripts: %v", len(said), err)
	}
	return said
}

// reviewer is a walk through the calls.
type reviewer struct {
	tour
	said map[string][]text.Turn // by call
	call string                 // the one that is read
}

// reviewed waits for facts of the calls.
func (s *reviewer) reviewed(what string, so func(f reviewFacts) bool) reviewFacts {
	s.t.Helper()
	return *s.until(what, func(f facts) bool { return f.Review != nil && so(*f.Review) }).Review
}

// found waits for facts of the search.
func (s *reviewer) found(what string, so func(f findFacts) bool) findFacts {
	s.t.Helper()
	return *s.until(what, func(f facts) bool { return f.Find != nil && so(*f.Find) }).Find
}

// choose goes to the calls and, by the arrows alone, to one in which much is said. Not every call has a transcript.
func (s *reviewer) choose() {
	const much = 60 // turns
	s.key("ctrl+2")
	s.at("review")
	s.reviewed("the calls", func(f reviewFacts) bool { return f.Listed >= len(s.said) })
	s.until("the focus on them", func(f facts) bool { return f.Focus == rowsFocus })
	s.key("Down", "Up")
	for len(s.said[s.call]) < much {
		before := s.call
		s.call = s.reviewed("another call", func(f reviewFacts) bool { return f.Open != "" && f.Open != before }).Open
		if len(s.said[s.call]) < much {
			s.key("Down")
		}
	}
	s.picture("review", "Review: all calls, the one that is read, and what is known of it")
}

// often is a word that is said more than once in the call that is read.
func (s *reviewer) often() string {
	counts := map[string]int{}
	for _, turn := range s.said[s.call] {
		for _, word := range words(turn) {
			counts[word]++
		}
	}
	best := ""
	for word, n := range counts {
		if n > 1 && (len(word) > len(best) || len(word) == len(best) && word < best) {
			best = word
		}
	}
	return best
}

// words are the plain words of a turn, in small letters.
func words(t text.Turn) []string {
	return strings.FieldsFunc(strings.ToLower(strings.Join(t.Lines, " ")), func(r rune) bool { return r < 'a' || r > 'z' })
}

// find looks for a word in the transcript, goes over its hits, and takes them away.
func (s *reviewer) find() {
	word := s.often()
	s.key("ctrl+f")
	s.until("the field", func(f facts) bool { return f.Focus == "Find in transcript" })
	s.write(word)
	f := s.reviewed("hits", func(f reviewFacts) bool { return f.Query == word && f.Hits > 1 })
	s.key("Return")
	s.reviewed("the next hit", func(now reviewFacts) bool { return now.Hit == f.Hit%f.Hits+1 })
	s.picture("find", "Ctrl+F: find in the transcript, n of m, Enter for the next")
	s.key("Escape")
	s.reviewed("no hits", func(f reviewFacts) bool { return f.Query == "" })
	s.key("Escape") // from the empty field to the text
}

// write types what the focus takes.
func (s *reviewer) write(text string) {
	s.tool("xdotool", "type", "--delay", "15", text)
	s.handled()
}

// selectText selects by dragging and by keys, and copies.
func (s *reviewer) selectText() {
	s.tool("xdotool", "mousemove", "--window", s.id, "520", "290", "mousedown", "1")
	s.handled()
	for x := 560; x <= 740; x += 30 {
		s.tool("xdotool", "mousemove", "--window", s.id, strconv.Itoa(x), "315")
	}
	s.tool("xdotool", "mouseup", "1")
	dragged := s.reviewed("a selection", func(f reviewFacts) bool { return f.Selected != "" }).Selected
	s.key("shift+Left")
	shorter := s.reviewed("a shorter selection", func(f reviewFacts) bool { return f.Selected != "" && f.Selected != dragged }).Selected
	s.key("ctrl+c")
	s.pasted(shorter)
	s.key("alt+Left")
	s.at("review")
}

// pasted pastes into the search and demands that this was copied; it stays there.
func (s *reviewer) pasted(copied string) {
	s.t.Helper()
	s.key("ctrl+k")
	s.at("find")
	s.key("ctrl+a", "ctrl+v")
	s.found("the paste of "+copied, func(f findFacts) bool { return same(f.Query, copied) })
}

// same tells whether two texts have the same words.
func same(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

// mark highlights a passage, writes a note to it, tags the call and stars it.
func (s *reviewer) mark() {
	s.click(520, 290)
	s.key("shift+Down", "shift+Down")
	s.reviewed("a selection", func(f reviewFacts) bool { return f.Selected != "" })
	s.key("h")
	s.reviewed("a highlight", func(f reviewFacts) bool { return f.Highlights == 1 })
	s.key("n")
	s.until("the dialog", func(f facts) bool { return f.Dialog && f.Focus == "Note" })
	s.write("Ask again in May")
	s.key("ctrl+Return")
	s.reviewed("a note", func(f reviewFacts) bool { return f.Notes == 1 })
	s.until("the page", func(f facts) bool { return !f.Dialog })
	s.key("s")
	s.reviewed("a star", func(f reviewFacts) bool { return f.Starred })
	s.to("The call")
	s.key("Right") // to what is the person's own
	s.press("Add a tag")
	s.until("the dialog", func(f facts) bool { return f.Dialog && f.Focus == "Tag" })
	s.write("renewal")
	s.key("Return")
	s.reviewed("a tag", func(f reviewFacts) bool { return slices.Equal(f.Tags, []string{"renewal"}) })
	s.until("the page", func(f facts) bool { return !f.Dialog })
	s.picture("marked", "H highlights, N writes a note, S stars; tags beside the transcript")
}

// filter shows the starred calls alone, then all again.
func (s *reviewer) filter() {
	all := s.now().Review.Listed
	s.starred()
	s.picture("filter", "filters with how many calls they leave")
	s.press("Remove the filter “Starred”")
	s.reviewed("all calls", func(f reviewFacts) bool { return f.Filters == 0 && f.Listed == all })
	s.press("Back to the calls")
}

// starred shows the starred calls alone.
func (s *reviewer) starred() {
	s.press("Filters")
	s.until("the filters", func(f facts) bool { return f.Focus == "Find a filter" })
	s.fill("Find a filter", "Starred")
	s.to(rowsFocus)
	s.key("Down", "Return")
	s.reviewed("the starred call", func(f reviewFacts) bool { return f.Filters == 1 && f.Listed == 1 })
}

// search asks as one types, takes a completion, copies a citation and opens what was found.
func (s *reviewer) search() {
	speaker := s.said[s.call][0].Speaker
	s.key("ctrl+k")
	s.at("find")
	s.key("ctrl+a")
	s.write("speaker:" + strings.ToLower(speaker[:2]))
	s.found("completions", func(f findFacts) bool { return f.Completions > 0 })
	s.picture("complete", "operators complete themselves with the names that there are")
	s.key("Tab")
	s.found("a completed name", func(f findFacts) bool { return len(f.Query) > len("speaker:")+2 && f.Answered && f.Calls > 0 })
	word := s.often()
	s.key("ctrl+a")
	s.write(word)
	s.found("hits", func(f findFacts) bool { return f.Query == word && f.Answered && f.Calls > 0 })
	s.picture("search", "Ctrl+K: found as one types, across all calls")
	s.press("Save search")
	s.until("the dialog", func(f facts) bool { return f.Dialog })
	s.key("Return")
	s.found("a saved search", func(f findFacts) bool { return f.Saved == 1 })
	s.until("the page", func(f facts) bool { return !f.Dialog })
	s.key("ctrl+k", "Return")
	s.reviewed("the hits in the call", func(f reviewFacts) bool { return f.Open != "" && f.Query == word && f.Hits > 0 && f.Selected != "" })
	s.picture("turn", "Enter opens the turn, the words found in it")
}

// quotes copies a citation with two keystrokes, collects two quotes, puts them into another order and writes them as Markdown.
func (s *reviewer) quotes() {
	first := s.now().Review.Selected
	s.key("ctrl+shift+c")
	s.key("q")
	s.key("Right", "Right", "shift+End") // to the end of what is selected, into the next turn
	second := s.reviewed("another passage", func(f reviewFacts) bool { return f.Selected != "" && f.Selected != first }).Selected
	s.key("q")
	s.key("ctrl+k")
	s.key("ctrl+a", "ctrl+v")
	s.found("the citation", func(f findFacts) bool {
		return strings.Contains(f.Query, "in “") && strings.Contains(f.Query, strings.Fields(first)[0])
	})
	s.key("alt+Left")
	s.press("Quotes")
	s.until("two quotes", func(f facts) bool { return f.Title == "Quotes (2) - Tamtam" && f.Focus == rowsFocus })
	s.key("Home", "alt+Down")
	s.picture("quotes", "Quotes: passages of many calls, in an order of one's own")
	s.key("ctrl+e")
	s.key("Down", "Return")
	s.until("the dialog", func(f facts) bool { return f.Dialog })
	s.press("Choose this folder")
	s.until("the page", func(f facts) bool { return !f.Dialog })
	home := strings.TrimPrefix(s.process.Env[1], "HOME=")
	content := s.written(filepath.Join(home, "tamtam_quotes_*.md"))
	moved, raised := strings.Index(onlyWords(content), opening(first)), strings.Index(onlyWords(content), opening(second))
	if raised < 0 || moved < raised {
		s.t.Errorf("%q was moved behind %q; the quotes are %q", opening(first), opening(second), content)
	}
	s.key("alt+Left")
}

// onlyWords are the words of a text without what Markdown puts between them.
func onlyWords(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// opening is how a passage begins: enough of it to tell it from others.
func opening(text string) string {
	words := strings.Fields(onlyWords(text))
	return strings.Join(words[:min(len(words), 6)], " ")
}

// written waits for a file and returns what is in it.
func (s *reviewer) written(pattern string) string {
	s.t.Helper()
	var content []byte
	s.until(pattern, func(facts) bool {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) != 1 {
			return false
		}
		content, err = os.ReadFile(paths[0])
		return err == nil && len(content) > 0
	})
	return string(content)
}

// company looks at a company of the call, and comes back by one of its calls.
func (s *reviewer) company() {
	s.until("the call", func(f facts) bool {
		return strings.HasPrefix(f.Route, "review/") && f.Route != "review/quotes" && !f.Dialog
	})
	for n := 0; !strings.HasPrefix(s.now().Focus, "All about "); n++ {
		if n == 100 {
			s.t.Fatalf("the Tab key leads to no company; %s", s.witness())
		}
		s.key("Tab")
	}
	s.key("space")
	s.until("the company", func(f facts) bool { return strings.HasPrefix(f.Route, "review/company/") && f.Focus == rowsFocus })
	s.picture("company", "a company: its calls, people, deals, and trackers by month")
	s.key("Home", "Return")
	s.until("a call of it", func(f facts) bool {
		return strings.HasPrefix(f.Route, "review/") && !strings.Contains(f.Route, "company")
	})
}

// export writes the call as a web page.
func (s *reviewer) export(folder string) {
	s.key("ctrl+e")
	s.until("the dialog", func(f facts) bool { return f.Dialog })
	s.to("Format, Plain text (.txt)")
	s.key("Right", "Right")
	s.fill("Folder", folder)
	s.picture("export-call", "Export: a passage, a call or all of the list, in eight formats")
	s.press("Export")
	s.until("the page", func(f facts) bool { return !f.Dialog })
	if page := s.written(filepath.Join(folder, "*.html")); !strings.Contains(page, "</html>") {
		s.t.Errorf("the page is %q", page)
	}
}

// lighten goes through the screens in the light theme.
func (s *reviewer) lighten() {
	s.settings()
	s.to("System") // the proxy's
	s.key("Tab")
	s.to("System") // the theme's, behind it
	s.key("Right")
	s.until("the light theme", func(f facts) bool { return f.Look.Mode == light })
	s.visit("light", "in the light theme")
}

// enlarge goes through them with the largest text, and back to the normal one.
func (s *reviewer) enlarge() {
	s.settings()
	s.to("Normal")
	s.key("Right", "Right")
	s.until("the largest text", func(f facts) bool { return f.Look.Text == largest })
	s.visit("largest", "with the largest text")
	s.settings()
	s.to("Largest")
	s.key("Left", "Left")
	s.until("the normal text", func(f facts) bool { return f.Look.Text == normal })
	s.key("ctrl+2")
	s.at("review")
}

func (s *reviewer) settings() {
	s.key("ctrl+comma")
	s.until("the settings", func(f facts) bool { return strings.HasPrefix(f.Route, "settings") })
}

// visit searches, opens what was found, finds on in it, and looks at the quotes.
func (s *reviewer) visit(name, how string) {
	s.key("ctrl+2")
	s.at("review")
	s.picture(name+"-review", "the calls "+how)
	s.key("ctrl+k")
	s.at("find")
	s.key("ctrl+a")
	s.write(s.often())
	s.found("hits", func(f findFacts) bool { return f.Answered && f.Calls > 0 })
	s.picture(name+"-search", "the search "+how)
	s.key("Return")
	s.reviewed("the words of the hit", func(f reviewFacts) bool { return f.Query == s.often() && f.Hits > 0 })
	s.picture(name+"-turn", "the turn that was found "+how)
	s.key("alt+Left")
	s.at("find")
	s.key("alt+Left")
	s.at("review")
	s.press("Quotes")
	s.until("the quotes", func(f facts) bool { return strings.HasPrefix(f.Title, "Quotes (2)") })
	s.picture(name+"-quotes", "the quotes "+how)
	s.key("alt+Left")
	s.at("review")
}

// leaveOff filters the calls, reads some pages of the one that was marked, and returns the turn at which it stops.
func (s *reviewer) leaveOff() int {
	s.starred()
	s.press("Back to the calls")
	s.to(rowsFocus)
	s.key("Return")
	s.reviewed("the marked call", func(f reviewFacts) bool { return f.Open == s.call })
	s.key("ctrl+Home")
	s.key("Next", "Next")
	return s.reviewed("another place", func(f reviewFacts) bool { return f.Top > 0 }).Top
}
