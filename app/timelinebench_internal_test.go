package app

import (
	"context"
	"fmt"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/core/vault"
	timelineui "tamtam/ui/timeline"
)

// A Timeline of the size that the screen is made for.
const (
	benchActivities = 10_000
	benchCompanies  = 5_000
	benchUsers      = 1_000
)

// benchID is the id of a call as long as Gong's.
func benchID(i int) core.CallID { return core.CallID(fmt.Sprintf("45702508166315%05d", i)) }

// largeTimeline opens a program with a Timeline of that size, in which companies have all the fields that an import brings.
func largeTimeline(tb testing.TB) *program {
	tb.Helper()
	p, err := open(placesFor(tb.TempDir()), programOptions{vault: vault.Options{Memory: new(vault.Memory)}})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := p.close(); err != nil {
			tb.Error(err)
		}
	})
	at := time.Date(2026, 4, 9, 10, 0, 0, 0, time.UTC)
	err = p.store.UpdateTimeline("test", func(t *store.Timeline) error {
		for i := range benchCompanies {
			arr := float64(i * 100)
			err := t.PutCompany(timeline.Company{
				GSID: timeline.GSID(fmt.Sprintf("1P02%014d", i)), Name: fmt.Sprintf("Company %d", i), Industry: "Manufacturing", Stage: "Live", ARR: &arr,
				CRMSystem: timeline.Salesforce, CRMAccountID: fmt.Sprintf("0013601230sV%06d", i), Domains: []string{fmt.Sprintf("company%d.example", i)}, Created: at, Modified: at,
			})
			if err != nil {
				return err
			}
		}
		for i := range benchUsers {
			err := t.PutUser(timeline.User{
				GSID: timeline.GSID(fmt.Sprintf("1P01%014d", i)), FirstName: "Ina", LastName: fmt.Sprintf("Berg %d", i), Email: fmt.Sprintf("ina%d@example.com", i), Active: true,
			})
			if err != nil {
				return err
			}
		}
		for i := range benchActivities {
			a := timeline.Activity{
				ID: timeline.GSID(fmt.Sprintf("activity-%d", i)), CallID: benchID(i), Subject: "Renewal and pricing", Type: "Meeting", Minutes: 30,
				At: at.Add(-time.Duration(i) * time.Hour), Company: timeline.GSID(fmt.Sprintf("1P02%014d", i%benchCompanies)), Author: timeline.GSID(fmt.Sprintf("1P01%014d", i%benchUsers)),
				External: []timeline.Attendee{{Name: "Jane Doe", Email: "jane@acme.com", Methods: []string{"Invitee"}}},
				Trackers: []timeline.Tracker{{Name: "Pricing", Count: 2, First: []float64{63}}},
			}
			if i == 0 {
				for n := range 300 {
					a.External = append(a.External, timeline.Attendee{Name: fmt.Sprintf("Guest %d", n), Email: fmt.Sprintf("guest%d@acme.com", n)})
				}
			}
			if err := t.PutActivity(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// BenchmarkTimeline times what the screen of the Timeline asks for: the first two once a second while a run goes on, the last two page by page.
func BenchmarkTimeline(b *testing.B) {
	a, ctx := newActivities(largeTimeline(b)), context.Background()
	page := make([]core.CallID, 1_000)
	for i := range page {
		page[i] = benchID(i)
	}
	var overview timelineui.Overview
	bench := func(name string, do func() error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	bench("Overview", func() (err error) {
		overview, err = a.Overview(ctx)
		return err
	})
	bench("Feed", func() error {
		_, err := a.Feed(ctx, "")
		return err
	})
	bench("Read first", func() error {
		_, err := a.Read(ctx, page[:100])
		return err
	})
	bench("Read more", func() error {
		_, err := a.Read(ctx, page)
		return err
	})
	if overview.All != benchActivities || len(overview.Feeds) != benchCompanies {
		b.Fatalf("%d Activities of %d companies", overview.All, len(overview.Feeds))
	}
}
