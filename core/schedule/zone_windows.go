package schedule

import (
	"syscall"
	"time"
)

// systemZone asks Windows for its zone; nil when nothing is known, or its rule is for one year only.
// https://learn.microsoft.com/windows/win32/api/timezoneapi/ns-timezoneapi-time_zone_information
func systemZone() *time.Location {
	var i syscall.Timezoneinformation
	if _, err := syscall.GetTimeZoneInformation(&i); err != nil || i.StandardDate.Year != 0 || i.DaylightDate.Year != 0 {
		return nil
	}
	return ruled(int(i.Bias+i.StandardBias), int(i.Bias+i.DaylightBias), changeoverOf(i.StandardDate), changeoverOf(i.DaylightDate))
}

func changeoverOf(t syscall.Systemtime) changeover {
	return changeover{int(t.Month), int(t.Day), int(t.DayOfWeek), int(t.Hour), int(t.Minute), int(t.Second)}
}
