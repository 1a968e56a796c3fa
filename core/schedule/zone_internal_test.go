package schedule

import (
	"testing"
	"time"
)

func TestAZoneByWindowsRules(t *testing.T) {
	tests := []struct {
		name                 string
		standard, summer     int
		toStandard, toSummer changeover
	}{
		{"Europe/Berlin", -60, -120, changeover{10, 5, 0, 3, 0, 0}, changeover{3, 5, 0, 2, 0, 0}},
		{"America/New_York", 300, 240, changeover{11, 1, 0, 2, 0, 0}, changeover{3, 2, 0, 2, 0, 0}},
		{"America/St_Johns", 210, 150, changeover{11, 1, 0, 2, 0, 0}, changeover{3, 2, 0, 2, 0, 0}},
		{"Australia/Lord_Howe", -630, -660, changeover{4, 1, 0, 2, 0, 0}, changeover{10, 1, 0, 2, 0, 0}},
		{"Asia/Kathmandu", -345, -345, changeover{}, changeover{}},
		{"UTC", 0, 0, changeover{}, changeover{}},
	}
	for _, tt := range tests {
		want, err := time.LoadLocation(tt.name)
		if err != nil {
			t.Fatal(err)
		}
		got := ruled(tt.standard, tt.summer, tt.toStandard, tt.toSummer)
		if got == nil {
			t.Errorf("%s: none", tt.name)
			continue
		}
		for at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2029; at = at.Add(30 * time.Minute) {
			_, is := at.In(got).Zone()
			if _, wanted := at.In(want).Zone(); is != wanted {
				t.Errorf("%s: %d s ahead at %v, want %d", tt.name, is, at, wanted)
				break
			}
		}
	}
}
