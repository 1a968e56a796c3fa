package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/core/text"
	"tamtam/ui/humane"
	"tamtam/ui/say"
)

// searchAnswer is what was found. Total and the limit count calls; the hits of a call stand together, one for each turn.
type searchAnswer struct {
	Total   int         `json:"total"`
	Hits    []hitAnswer `json:"hits"`
	Notices []string    `json:"notices,omitempty"`
}

type hitAnswer struct {
	CallID  core.CallID `json:"callId"`
	Title   string      `json:"title"`
	Started time.Time   `json:"started"`
	Turn    int         `json:"turn"` // from 0
	At      string      `json:"at"`   // as in the transcript: 00:07:40
	Speaker string      `json:"speaker"`
	Side    string      `json:"side"`
	Text    string      `json:"text"`
	Marks   [][2]int    `json:"marks"` // in runes of Text
}

// shownCalls is how many calls are listed when nobody says.
const shownCalls = 20

func searchCalls(ctx context.Context, c *command) (int, error) {
	limit, ok := limitOf(c.flag("limit", strconv.Itoa(shownCalls)))
	if !ok {
		return 0, usagef("--limit takes a number of calls, or 0 for all, not %q", c.flags["limit"])
	}
	o := search.Options{Limit: limit, Now: core.SystemClock{}.Now(), Location: time.UTC}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	if name, ok := c.flags["dataset"]; ok {
		d, err := c.store.DatasetNamed(name)
		if core.Is(err, core.NotFound) {
			if files, openedErr := openedNamed(c.store, name); openedErr == nil {
				d, err = files, nil
			}
		}
		if err != nil {
			return 0, err
		}
		o.Datasets = []core.DatasetID{d.ID}
	}
	if err := c.keepIndex(ctx); err != nil {
		return 0, err
	}
	var err error
	if o.Personal, err = c.personal(); err != nil {
		return 0, err
	}
	found, err := c.find(ctx, strings.Join(c.words, " "), o)
	if err != nil {
		return 0, err
	}
	a := searchAnswer{Total: found.Total, Hits: []hitAnswer{}}
	var b strings.Builder
	for _, call := range found.Calls {
		fmt.Fprintf(&b, "%s  %s  %s\n", clock(call.Call.Started), call.Call.ID, call.Call.Title)
		for _, h := range call.Hits {
			a.Hits = append(a.Hits, hitAnswer{
				call.Call.ID, call.Call.Title, call.Call.Started, h.Turn, text.Offset(h.At), h.Speaker, h.Side, h.Text, append([][2]int{}, h.Marks...),
			})
			fmt.Fprintf(&b, "  %s  %s: %s\n", text.Offset(h.At), h.Speaker, strings.ReplaceAll(h.Text, "\n", " "))
		}
	}
	for _, n := range found.Notices {
		a.Notices = append(a.Notices, say.Notice(string(n.Kind), n.Text))
	}
	for _, n := range a.Notices {
		fmt.Fprintln(c.err, n)
	}
	switch {
	case found.Empty:
		b.WriteString("There is no word to search for.\n")
	case found.Total == 0:
		b.WriteString("Nothing was found.\n")
	case found.Total > len(found.Calls):
		fmt.Fprintf(&b, "%d of %s; --limit 0 lists all.\n", len(found.Calls), humane.Count(found.Total, "call", "calls"))
	}
	return exitDone, c.answer(a, b.String())
}

// find searches, and once more where the index turns out to be damaged, when it is made anew.
func (c *command) find(ctx context.Context, query string, o search.Options) (search.Results, error) {
	found, err := search.New(c.store, review.New(c.store)).Search(ctx, query, o)
	if !core.Is(err, core.Broken) {
		return found, err
	}
	fmt.Fprintln(c.err, "The index is damaged; making it anew.")
	if mended, mendErr := c.store.MendIndex(ctx); mendErr != nil || !mended {
		return found, err
	}
	return search.New(c.store, review.New(c.store)).Search(ctx, query, o)
}

// keepIndex brings the index in step, if an older Tamtam wrote the records.
func (c *command) keepIndex(ctx context.Context) error {
	lost, err := c.store.OutOfStep()
	if err != nil || len(lost) == 0 {
		return err
	}
	fmt.Fprintln(c.err, "Making the index; this happens once.")
	return c.store.KeepIndex(ctx, nil)
}

// takesText tells whether, behind the verb search, a word of the command line is a part of the query although it begins like a flag: what is none
// of search's, one that stands for the second time, and one without a value that it can have. So no text is refused.
func (a arguments) takesText(rest []string) bool {
	if len(a.words) == 0 || a.words[0] != "search" {
		return false
	}
	word := rest[0]
	switch {
	case word == "--":
		return len(a.words) == 1 && (len(rest) == 1 || isSearchFlag(rest[1]))
	case !strings.HasPrefix(word, "-") || word == "-h":
		return false
	case !isSearchFlag(word):
		return true
	}
	name, value, hasValue := strings.Cut(strings.TrimPrefix(word, "--"), "=")
	if _, twice := a.flags[name]; twice || isSwitch(name) {
		return twice || hasValue
	}
	if !hasValue {
		if len(rest) == 1 || strings.HasPrefix(rest[1], "--") {
			return true
		}
		value = rest[1]
	}
	switch name {
	case "limit":
		_, ok := limitOf(value)
		return !ok
	case "rate":
		_, ok := rateOf(value)
		return !ok
	}
	return false
}

// allCalls is a limit that no dataset reaches.
const allCalls = 1 << 30

// limitOf reads a number of calls. 0 is all of them, and so is more than there can be.
func limitOf(value string) (limit int, ok bool) {
	n, err := strconv.ParseUint(value, 10, 64)
	if n == 0 && err == nil || n > allCalls { // of what is beyond all numbers it returns the greatest
		return allCalls, err == nil || errors.Is(err, strconv.ErrRange)
	}
	return int(n), err == nil
}

func isSearchFlag(word string) bool {
	name, isFlag := strings.CutPrefix(word, "--")
	name, _, _ = strings.Cut(name, "=")
	return isFlag && (slices.Contains(everywhere, name) || slices.Contains(searchFlags, name))
}

var searchFlags = []string{"dataset", "limit"}

// indexAnswer is how a file's index is.
type indexAnswer struct {
	Dataset   string        `json:"dataset"`
	Type      core.DataType `json:"type"`
	OK        bool          `json:"ok"`
	InStep    bool          `json:"inStep"`
	Records   int           `json:"records"`
	Documents int           `json:"documents"`
	Dead      int           `json:"dead"`
	Segments  int           `json:"segments"`
	Bytes     int64         `json:"bytes"`
	Wrong     int           `json:"wrong"`
	Damaged   int           `json:"damaged"`
}

func checkIndex(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	reports, err := c.store.CheckIndex(ctx)
	if err != nil {
		return 0, err
	}
	exit := exitDone
	answers := []indexAnswer{}
	var b strings.Builder
	for _, r := range reports {
		d, err := c.store.Dataset(r.File.Dataset)
		if err != nil {
			return 0, err
		}
		answers = append(answers, indexAnswer{
			d.Name, r.File.Type, r.Good(), r.InStep, r.Records, r.Documents, r.Dead, r.Segments, r.Bytes, r.Wrong, r.Damaged,
		})
		fmt.Fprintf(&b, "%s  %s: ", d.Name, r.File.Type)
		switch {
		case !r.InStep:
			b.WriteString("not in step with the records\n")
		case !r.Good():
			fmt.Fprintf(&b, "%s other than their records, %s damaged\n", humane.Count(r.Wrong, "entry", "entries"), humane.Count(r.Damaged, "segment", "segments"))
		default:
			fmt.Fprintf(&b, "in step: %s, %s, %s\n", humane.Count(r.Records, "record", "records"), humane.Count(r.Segments, "segment", "segments"), humane.Size(r.Bytes))
		}
		if !r.Good() {
			exit = exitPartly
		}
	}
	if exit != exitDone {
		b.WriteString("To make it anew: tamtamctl index rebuild\n")
	}
	return exit, c.answer(answers, b.String())
}

func rebuildIndex(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	all, err := c.store.Datasets()
	if err != nil {
		return 0, err
	}
	opened, err := c.store.Opened()
	if err != nil {
		return 0, err
	}
	records := 0
	for _, d := range append(all, opened...) {
		files, err := c.store.Files(d.ID)
		if err != nil {
			return 0, err
		}
		for _, f := range files {
			if f.Type != core.Calls && f.Type != core.Transcripts {
				continue
			}
			if err := c.store.Reindex(ctx, store.FileID{Dataset: d.ID, Type: f.Type}, nil); err != nil {
				return 0, err
			}
			records += f.Records
		}
	}
	return exitDone, c.answer(map[string]int{"records": records}, fmt.Sprintf("The index of %s is made anew.\n", humane.Count(records, "record", "records")))
}
