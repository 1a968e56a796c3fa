//go:build unix

package schedule

import (
	"os"
	"time"
)

// systemZone reads the system's zone, as the runtime does when a program begins; nil when that is the one to take, or nothing is known.
func systemZone() *time.Location {
	if _, given := os.LookupEnv("TZ"); given {
		return nil
	}
	return zoneIn("/etc/localtime")
}

func zoneIn(file string) *time.Location {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	zone, err := time.LoadLocationFromTZData("Local", data)
	if err != nil {
		return nil
	}
	return zone
}
