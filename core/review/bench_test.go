package review_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/review"
	"tamtam/core/store"
	"tamtam/core/text"
)

// many is a database of calls with six people, five trackers, and five topics each, 1,200 companies and 6,000 people of theirs in all.
func many(b *testing.B, calls int) (*room, core.DatasetID) {
	r := newRoom(b)
	id := r.dataset("Many")
	random := rand.New(rand.NewPCG(1, 1))
	pick := func(of string, n int) string { return fmt.Sprintf("%s %d", of, random.IntN(n)) }
	var records, transcripts []text.Record
	for n := range calls {
		one, said := text.New("Call", fmt.Sprint(n)), text.New("Transcript", fmt.Sprint(n))
		company := random.IntN(1200)
		var attendees []string
		for i := range 3 {
			us, them := random.IntN(60), company*5+random.IntN(5)
			attendees = append(attendees, fmt.Sprintf("Colleague %d%d <c%d@us.example>, Seller (Internal, attended)", us, i, us*10+i))
			attendees = append(attendees, fmt.Sprintf("Guest Nº %d <g%d@company%d.example>, Buyer (External, invited)", them, them, company))
		}
		for _, to := range []*text.Record{&one, &said} {
			to.Set("Title", fmt.Sprintf("Company %d: %s, %s", company, pick("quarterly review", 40), pick("Überblick", 9)))
			to.Set("Started", text.Time(time.Date(2026, 1, 1, 0, 37*n, 0, 0, time.UTC)))
			to.Set("Duration", text.Duration(time.Duration(random.IntN(5000))*time.Second))
		}
		one.Set("Scope", "External")
		one.List("Attendees", attendees)
		one.List("CRM", []string{fmt.Sprintf("Account, Company %d (Salesforce %d)", company, company)})
		one.List("Topics", []string{pick("Topic", 30) + ", 2m 00s", pick("Topic", 30) + ", 3m 00s", pick("Subject", 30), pick("Matter", 30), "Pricing"})
		one.List("Trackers", []string{pick("Tracker", 40) + ", 3", pick("Word", 40) + ", 1", pick("Risk", 10) + ", 2", "Budget, 1", "Competitors, 9"})
		said.List("Speakers", attendees)
		said.Say(text.Turn{Speaker: "Guest", Topic: "Pricing", Lines: []string{"Yes."}})
		records, transcripts = append(records, one), append(transcripts, said)
	}
	r.put(id, core.Calls, records...)
	r.put(id, core.Transcripts, transcripts...)
	return r, id
}

// BenchmarkGather reads and joins 10,000 calls, both records of each.
func BenchmarkGather(b *testing.B) {
	r, _ := many(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if c, err := review.New(r.store).Calls(b.Context()); err != nil || len(c.Calls) != 10_000 {
			b.Fatal(len(c.Calls), err)
		}
	}
}

var filters = []struct {
	name string
	review.Filter
}{
	{"all", review.Filter{}},
	{"words", review.Filter{Words: "quarterly überblick company"}},
	{"company", review.Filter{Companies: []string{"Company 7"}}},
	{"several", review.Filter{Trackers: []string{"Budget"}, Topics: []string{"Topic 3", "Topic 4"}, Side: digest.External, Words: "g1", Unread: true}},
}

// marked is what a person made of every third of the calls.
func marked(c *review.Catalogue) func(core.CallID) review.Personal {
	all := map[core.CallID]review.Personal{}
	for i, call := range c.Calls {
		if i%3 == 0 {
			all[call.ID] = review.Personal{Read: true, Starred: i%5 == 0, Tags: []string{fmt.Sprint("Tag ", i%12)}}
		}
	}
	return func(id core.CallID) review.Personal { return all[id] }
}

func BenchmarkPick(b *testing.B) {
	r, _ := many(b, 10_000)
	c := r.calls()
	of := marked(c)
	for _, f := range filters {
		for _, o := range []review.Order{review.ByDate, review.ByTitle} {
			b.Run(f.name+" by "+string(o), func(b *testing.B) {
				c.Pick(f.Filter, o, true, of)
				for b.Loop() {
					c.Pick(f.Filter, o, true, of)
				}
			})
		}
	}
}

func BenchmarkChoices(b *testing.B) {
	r, _ := many(b, 10_000)
	c := r.calls()
	of := marked(c)
	ranges := review.Ranges{Lengths: []review.Length{{Longest: 15 * time.Minute}, {Shortest: 15 * time.Minute, Longest: time.Hour}, {Shortest: time.Hour}}}
	for _, days := range []int{1, 7, 30, 90, 365} {
		ranges.Periods = append(ranges.Periods, review.Period{From: c.Calls[0].Started.AddDate(0, 0, -days)})
	}
	for _, f := range filters {
		b.Run(f.name, func(b *testing.B) {
			c.Choices(f.Filter, ranges, of)
			for b.Loop() {
				c.Choices(f.Filter, ranges, of)
			}
		})
	}
}

// BenchmarkFirstPick is what the first filter of a new catalogue costs.
func BenchmarkFirstPick(b *testing.B) {
	r, _ := many(b, 10_000)
	all := r.calls()
	for b.Loop() {
		(&review.Catalogue{Calls: all.Calls}).Pick(review.Filter{}, review.ByDate, true, nil)
	}
}

func BenchmarkCompany(b *testing.B) {
	r, _ := many(b, 10_000)
	c := r.calls()
	c.Company("Company 7")
	for b.Loop() {
		c.Company("Company 7")
	}
}

// BenchmarkOpen opens a call of 10,000 turns, with 2,000 reviews of other calls in its dataset.
func BenchmarkOpen(b *testing.B) {
	r := newRoom(b)
	id := r.dataset("Long")
	said := text.New("Transcript", "1")
	said.List("Speakers", []string{"Ann (Internal)", "Bo (External)"})
	for n := range 10_000 {
		line := strings.Repeat("so what do we think about the price of it ", 2)
		said.Say(text.Turn{At: time.Duration(n) * time.Second, Speaker: []string{"Ann", "Bo"}[n%2], Lines: []string{line, line}})
	}
	r.put(id, core.Transcripts, said)
	for _, reviews := range []int{0, 2000} {
		b.Run(fmt.Sprint(reviews, " reviews"), func(b *testing.B) {
			r.put(id, core.AnsweredScorecards, answered(reviews)...)
			for b.Loop() {
				if _, err := r.desk.Open(b.Context(), "1"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReviews unpacks 2,000 reviews, as the first call that is opened after they changed does.
func BenchmarkReviews(b *testing.B) {
	r := newRoom(b)
	id := r.dataset("Reviews")
	r.put(id, core.AnsweredScorecards, answered(2000)...)
	for b.Loop() {
		err := r.store.Snapshot(func(s *store.Snapshot) error {
			return s.Each(id, core.AnsweredScorecards, func([]byte) bool { return true })
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func answered(n int) (all []text.Record) {
	for i := range n {
		r := text.New("Answered scorecard", fmt.Sprint(i))
		r.Set("Scorecard", "Discovery")
		r.Set("Call", text.Item{Parts: []string{"Title", fmt.Sprint(100_000 + i)}, Text: "2026-04-08 14:30:00 UTC"}.String())
		var answers []string
		for q := range 8 {
			answers = append(answers, fmt.Sprintf("How was part %d of the conversation? (score %d): It was as good as number %d", q, i%5, i*q))
		}
		r.List("Answers", answers)
		all = append(all, r)
	}
	return all
}
