package schedule

import "time"

// LocalZone is the zone that the computer is in.
func LocalZone() *time.Location { return time.Local }
