package say_test

import (
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/say"
)

func TestWhoHoldsTheDatabase(t *testing.T) {
	since := time.Date(2026, 4, 9, 14, 2, 0, 0, time.Local)
	tests := map[string]struct {
		holder store.Holder
		found  time.Time
		want   string
	}{
		"today": {
			store.Holder{Program: "Tamtam", PID: 4711, Since: since},
			since.Add(time.Hour),
			"The database is in use by Tamtam (process 4711, since 14:02).",
		},
		"since another day": {
			store.Holder{Program: "tamtamctl import", PID: 4711, Since: since},
			since.Add(20 * time.Hour),
			"The database is in use by tamtamctl import (process 4711, since 9 Apr 2026, 14:02).",
		},
		"not known": {store.Holder{}, since, "The database is in use by another Tamtam."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := core.E(core.Locked, "open the database", &store.HeldError{Holder: test.holder, Found: test.found})
			p := say.Database(err, "it could not be opened")
			if p.Cause != test.want || !strings.Contains(p.Next, "wait until it has ended") {
				t.Errorf("said %q", p.Body())
			}
		})
	}
}
