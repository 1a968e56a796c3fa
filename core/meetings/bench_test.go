package meetings_test

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"tamtam/core/gong"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// many is an account of 10,000 calls in pages of a hundred.
type many struct{ calls []gong.Call }

func (m many) Users(context.Context) iter.Seq2[gong.Page[gong.User], error] {
	return func(yield func(gong.Page[gong.User], error) bool) {
		var users []gong.User
		for n := range 200 {
			users = append(users, gongUser(fmt.Sprint(n), fmt.Sprintf("user%d@x.com", n)))
		}
		yield(gong.Page[gong.User]{Items: users, Last: true}, nil)
	}
}

func (m many) CallsExtensive(_ context.Context, f gong.CallsFilter) iter.Seq2[gong.Page[gong.Call], error] {
	return func(yield func(gong.Page[gong.Call], error) bool) {
		if f.IDs != nil {
			return
		}
		for n := 0; n < len(m.calls); n += 100 {
			if !yield(gong.Page[gong.Call]{Items: m.calls[n : n+100], Total: len(m.calls), Last: n+100 == len(m.calls)}, nil) {
				return
			}
		}
	}
}

// BenchmarkMeetings resolves and keeps 10,000 meetings with a directory of 5,000 companies, 20,000 persons and 300 users, then the same again, and tells
// for each which part that is of the time that their pages take at Gong's rate.
func BenchmarkMeetings(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		c := &clock{sat}
		s, err := store.Open(filepath.Join(b.TempDir(), "home"), store.Options{Clock: c})
		if err != nil {
			b.Fatal(err)
		}
		var m many
		for n := range 10_000 {
			m.calls = append(m.calls, call(fmt.Sprint(n), 1+n%100, by(fmt.Sprint(n%200)), func(c *gong.Call) {
				c.Context[0].Objects[0].ObjectID = gong.ID(fmt.Sprintf("001%d", n%6000))
				for p := range 6 {
					c.Parties = append(c.Parties, gong.Party{
						ID: gong.ID(fmt.Sprint(p)), Name: gong.Text(fmt.Sprint("Party ", p)), EmailAddress: gong.Text(fmt.Sprintf("p%d@c%d.example", n%4, n%5000)),
						Affiliation: "External", Methods: []gong.Text{"Invitee"},
					})
				}
				for k := range 10 {
					c.Content.Trackers = append(c.Content.Trackers, gong.CallTracker{Name: gong.Text(fmt.Sprint("Tracker ", k)), Count: "2"})
				}
			}))
		}
		fillDirectory(b, s)
		sync := meetings.New(s, c)
		pages := float64(len(m.calls)) / 100 / gong.Rate
		b.StartTimer()
		for _, name := range []string{"first", "again"} {
			began := time.Now()
			r, err := sync.Run(b.Context(), m, meetings.Options{})
			if err != nil || r.Run.Success < 9_000 {
				b.Fatal(err, r.Run)
			}
			took := time.Since(began).Seconds()
			b.ReportMetric(took, name+"-s")
			b.ReportMetric(took/pages, name+"/pages")
		}
		b.StopTimer()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func fillDirectory(b *testing.B, s *store.Store) {
	b.Helper()
	err := s.UpdateTimeline("test", func(t *store.Timeline) error {
		settings := timeline.DefaultSettings()
		settings.Enabled = true
		if err := t.SetSettings(settings); err != nil {
			return err
		}
		for n := range 5000 {
			id := timeline.GSID(fmt.Sprint("c", n))
			if err := t.PutCompany(timeline.Company{GSID: id, Name: fmt.Sprint("Company ", n), CRMSystem: timeline.Salesforce, CRMAccountID: fmt.Sprintf("001%d", n)}); err != nil {
				return err
			}
			for p := range 4 {
				person := timeline.Person{
					GSID: timeline.GSID(fmt.Sprintf("p%d-%d", n, p)), Email: fmt.Sprintf("p%d@c%d.example", p, n),
					Companies: []timeline.CompanyPerson{{Company: id, Active: true}},
				}
				if err := t.PutPerson(person); err != nil {
					return err
				}
			}
		}
		for n := range 150 {
			u := timeline.User{GSID: timeline.GSID(fmt.Sprint("u", n)), Email: fmt.Sprintf("user%d@x.com", n), Active: true, License: timeline.Full, SystemType: timeline.InternalUser}
			if err := t.PutUser(u); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
