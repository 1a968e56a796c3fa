package schedule

import (
	"encoding/binary"
	"fmt"
	"time"
)

// LocalZone is the zone that the computer is in now. time.Local is the one that it was in when the program began.
func LocalZone() *time.Location {
	if zone := systemZone(); zone != nil {
		return zone
	}
	return time.Local
}

// changeover is when a zone's clock is turned, every year: on a weekday's so-manieth time in a month, the last when that is 5, at a time on the wall.
type changeover struct {
	month, week, day     int
	hour, minute, second int
}

// ruled makes a zone of Windows' own description: minutes to be added to its time, and to its summer time, to get UTC, and when the clock is
// turned; never, without a month.
func ruled(standard, summer int, toStandard, toSummer changeover) *time.Location {
	rule := "<S>" + minutes(standard)
	if toStandard.month != 0 {
		rule += "<D>" + minutes(summer) + toSummer.rule() + toStandard.rule()
	}
	zone, err := time.LoadLocationFromTZData("Local", tzif(-standard*60, rule))
	if err != nil {
		return nil
	}
	return zone
}

// rule writes it as POSIX has it in TZ: the same model as Windows'.
func (t changeover) rule() string {
	return fmt.Sprintf(",M%d.%d.%d/%d:%02d:%02d", t.month, t.week, t.day, t.hour, t.minute, t.second)
}

func minutes(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d:%02d", sign, n/60, n%60)
}

// tzif is a file of RFC 9636, version 2, that knows nothing but a rule: one local time type, and the rule as its footer.
func tzif(offset int, rule string) []byte {
	header := func(types, chars uint32) []byte {
		b := append([]byte("TZif2"), make([]byte, 15)...)
		for _, count := range []uint32{0, 0, 0, 0, types, chars} { // UT and standard indicators, leap seconds, transitions
			b = binary.BigEndian.AppendUint32(b, count)
		}
		return b
	}
	b := header(0, 0)
	b = append(b, header(1, 2)...)
	b = binary.BigEndian.AppendUint32(b, uint32(int32(offset)))
	b = append(b, 0, 0) // no summer time; the name begins at 0
	b = append(b, "S\x00"...)
	return append(b, "\n"+rule+"\n"...)
}
