package importer

import (
	"slices"
	"testing"
	"time"

	"tamtam/core"
)

func TestMonthsToMendAreInOrder(t *testing.T) {
	at := func(year int, month time.Month) time.Time { return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name   string
		months []string
		want   []span
	}{
		{"as a check lists them", []string{"2026-04", "2026-03", "before 2026-03"}, []span{{To: at(2026, 5)}}},
		{"the same month", []string{"2026-04", "before 2026-04"}, []span{{To: at(2026, 5)}}},
		{"apart", []string{"2026-04", "2026-02", "2026-02"}, []span{{at(2026, 2), at(2026, 3)}, {at(2026, 4), at(2026, 5)}}},
		{"within what is before", []string{"before 2026-04", "2026-01", "before 2026-02"}, []span{{To: at(2026, 4)}}},
		{"not a month", []string{"soon"}, nil},
	} {
		if got := monthSpans(c.months, core.Dates{}); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
