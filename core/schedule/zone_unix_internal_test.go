//go:build unix

package schedule

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// The runtime reads the zone once: a computer that travels with an open program used to stay where it was.
func TestTheSystemsZoneIsReadAnew(t *testing.T) {
	file := filepath.Join(t.TempDir(), "localtime")
	at := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	for hours, rule := range map[int]string{2: "<S>-1:00<D>-2:00,M3.5.0,M10.5.0/3", -4: "<S>4:00"} {
		if err := os.WriteFile(file, tzif(0, rule), 0o600); err != nil {
			t.Fatal(err)
		}
		zone := zoneIn(file)
		if zone == nil {
			t.Fatalf("%s: none", rule)
		}
		if _, offset := at.In(zone).Zone(); offset != hours*3600 {
			t.Errorf("%s: %d s ahead", rule, offset)
		}
	}
	if err := os.WriteFile(file, []byte("no zone"), 0o600); err != nil {
		t.Fatal(err)
	}
	if zone := zoneIn(file); zone != nil || zoneIn(file+"x") != nil || LocalZone() == nil {
		t.Errorf("got %v", zone)
	}
}
