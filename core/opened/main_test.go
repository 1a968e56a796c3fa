package opened_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core/opened"
	"tamtam/core/store"
	"tamtam/core/text"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock stands still.
type clock struct{}

func (clock) Now() time.Time                                   { return time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC) }
func (clock) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func openStore(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{Clock: clock{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// save writes a file into the folder and returns its path.
func save(t testing.TB, folder, name, content string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const head = `Gong Transcripts
Full call transcripts with timestamped speaker turns

Data type:    transcripts
Source:       https://us-49467.api.gong.io (workspace "Größe: 1")
Generated:    2026-04-09 12:00:00 UTC
Period:       2026-03-10 to 2026-04-09
Records:      2 (limit 100, newest first; 215 in Gong)
Format:       1
`

const first = `
=== Transcript 101 ===
Title: Größe
Started: 2026-04-08 14:30:00 UTC
Speakers:
  - Ina Internal <ina@example.com> (Internal)
    of the second line
  - Jane Doe <jane@acme.com>, VP Sales (External)

[00:00:03] Ina Internal (Internal)
    Hello, thanks – for making the time.
    Shall we start with pricing?
[00:00:12] Jane Doe (External) · Pricing
    Yes please.
`

const second = `
=== Transcript 102 ===
Title: Beta
Started: 2026-04-07 14:30:00 UTC

[00:00:00] "Doe, Jane"
    日本語 and 👩‍👩‍👧
`

const whole = head + first + second

// records reads records that are whole.
func records(t testing.TB, file string) (all []text.Record) {
	t.Helper()
	r := text.NewReader(strings.NewReader(file))
	if _, err := r.Header(); err != nil {
		t.Fatal(err)
	}
	for {
		one, err := r.Next()
		if err != nil {
			return all
		}
		all = append(all, one)
	}
}

// read reads a file leniently.
func read(t testing.TB, file string) (all []text.Record, facts opened.Facts) {
	t.Helper()
	facts, err := opened.Read(strings.NewReader(file), func(r text.Record) error {
		all = append(all, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, facts
}
