package review

import (
	"slices"
	"strings"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/store"
	"tamtam/core/text"
)

// scorecards are the reviews of a call in the datasets that hold it, each once, from the first that has it; the newest first.
func (d *Desk) scorecards(s *store.Snapshot, call *Call) []Scorecard {
	var all []Scorecard
	seen := map[string]bool{}
	for _, dataset := range call.Datasets {
		for _, id := range d.reviews.of(s, dataset)[call.ID] {
			body, ok, err := s.Text(dataset, core.AnsweredScorecards, id)
			if err != nil || !ok || seen[id] {
				continue
			}
			if r, err := text.Parse(string(body)); err == nil {
				seen[id] = true
				all = append(all, scorecard(r))
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Scorecard) int { return b.At.Compare(a.At) })
	return all
}

// reviews remembers which records of answered scorecards are of which call: the records stand by when the review was made, and thousands of
// them would have to be unpacked for each call that is opened.
type reviews struct {
	mu    sync.Mutex
	files map[core.DatasetID]reviewsFile
}

// reviewsFile is a file of answered scorecards at one content: the ids of its records by call, in the file's order.
type reviewsFile struct {
	first time.Time
	rev   uint64
	calls map[core.CallID][]string
}

// mostReviews is how many files are remembered.
const mostReviews = 32

// of reads the file of a dataset once for each content of it.
func (v *reviews) of(s *store.Snapshot, dataset core.DatasetID) map[core.CallID][]string {
	f, _, ok, err := s.File(dataset, core.AnsweredScorecards)
	if err != nil || !ok {
		return nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if known, ok := v.files[dataset]; ok && known.rev == f.Rev && known.first.Equal(f.FirstImported) {
		return known.calls
	}
	calls := map[core.CallID][]string{}
	_ = s.Each(dataset, core.AnsweredScorecards, func(body []byte) bool { // what cannot be read is passed over
		if r, err := text.Parse(string(body)); err == nil {
			id := core.CallID(strings.Clone(string(reviewed(r)))) // a part of the record would keep all of it in memory
			calls[id] = append(calls[id], strings.Clone(r.ID))
		}
		return true
	})
	if v.files == nil || len(v.files) == mostReviews {
		v.files = map[core.DatasetID]reviewsFile{}
	}
	v.files[dataset] = reviewsFile{f.FirstImported, f.Rev, calls}
	return calls
}

// reviewed is the call that a review is of: "Acme renewal, 4570250816631531513: 2026-04-08 14:30:00 UTC".
func reviewed(r text.Record) core.CallID {
	i, err := text.ParseItem(r.Value("Call"))
	if err != nil || len(i.Parts) < 2 {
		return ""
	}
	return core.CallID(i.Parts[1])
}

func scorecard(r text.Record) Scorecard {
	card := Scorecard{Name: r.Value("Scorecard"), Reviewed: nameOf(r.Value("Reviewed user")), Reviewer: nameOf(r.Value("Reviewer"))}
	if at, err := text.ParseTime(r.Value("Reviewed at")); err == nil {
		card.At = at
	}
	for _, item := range r.Items("Answers") {
		if i, err := text.ParseItem(item); err == nil {
			a := Answer{Question: first(i.Parts), Text: i.Text, Notes: i.Notes}
			if len(i.Parts) > 1 {
				a.Chosen = strings.Join(i.Parts[1:], ", ")
			}
			card.Answers = append(card.Answers, a)
		}
	}
	return card
}

// nameOf is the name of a person who is written with an address.
func nameOf(item string) string {
	p, _, ok := digest.ParsePerson(item)
	if !ok {
		return item
	}
	return p.Name
}

func first(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return parts[0]
}
