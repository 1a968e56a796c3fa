package importer_test

import (
	"testing"

	"tamtam/core/importer"
)

func TestShares(t *testing.T) {
	ended, fetching, queued := importer.TypeProgress{State: importer.Ended}, importer.TypeProgress{State: importer.Fetching, Records: 40, Total: 100},
		importer.TypeProgress{State: importer.Queued}
	runs := []struct {
		name     string
		snapshot importer.Snapshot
		want     float64
	}{
		{"not begun", importer.Snapshot{}, 0},
		{"by requests", importer.Snapshot{Types: []importer.TypeProgress{ended, queued}, Requests: 63, Expected: 100}, 0.63},
		{"more requests than foreseen", importer.Snapshot{Types: []importer.TypeProgress{ended, queued}, Requests: 120, Expected: 100}, 0.99},
		{"by types", importer.Snapshot{Types: []importer.TypeProgress{ended, queued}, Requests: 63}, 0.5},
		{"all ended, with fewer requests than foreseen", importer.Snapshot{Types: []importer.TypeProgress{ended, ended}, Requests: 3, Expected: 100}, 1},
	}
	for _, r := range runs {
		if got := r.snapshot.Share(); got != r.want {
			t.Errorf("%s: %v, want %v", r.name, got, r.want)
		}
	}
	types := []struct {
		progress importer.TypeProgress
		want     float64
	}{
		{queued, 0},
		{fetching, 0.4},
		{importer.TypeProgress{State: importer.Fetching, Records: 40}, -1},
		{importer.TypeProgress{State: importer.Fetching, Records: 101, Total: 100}, 0.99},
		{importer.TypeProgress{State: importer.Writing}, 0.99},
		{ended, 1},
	}
	for _, p := range types {
		if got := p.progress.Share(); got != p.want {
			t.Errorf("%+v: %v, want %v", p.progress, got, p.want)
		}
	}
}
