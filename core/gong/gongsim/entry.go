package gongsim

import (
	"math"
	"time"
)

// callKind is the sort of conversation a call is.
type callKind uint8

const (
	discovery callKind = iota
	demo
	negotiation
	review
	internal
	voicemail
	brief // a few words on the phone
)

// never is the moment of a transcript that does not come.
const never = math.MaxInt64

// entry is what the list of calls keeps of each one, all that filters look at. The rest is made from n when it is asked for.
type entry struct {
	id      uint64
	started int64 // Unix microseconds, as all here
	ends    int64
	ready   int64 // when the transcript appears
	n       int32
	host    int32 // user index
	kind    callKind
	place   uint8 // workspace index
	digits  uint8 // fraction digits of its timestamps
	private bool
}

// workdays are the midnights of the company's working days within the span, oldest first; the present day is not among them.
func workdays(anchor time.Time, span time.Duration, zone *time.Location) []time.Time {
	today := anchor.In(zone)
	first := today.Add(-span)
	var days []time.Time
	for back := 1; ; back++ {
		day := time.Date(today.Year(), today.Month(), today.Day()-back, 0, 0, 0, 0, zone)
		if day.Before(first) && len(days) > 0 {
			break
		}
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday {
			days = append(days, day)
		}
	}
	for i, j := 0, len(days)-1; i < j; i, j = i+1, j-1 {
		days[i], days[j] = days[j], days[i]
	}
	return days
}

// startOf places call n of the first calls in time: one after the other, denser towards the present.
func (s *Sim) startOf(n int, d *dice) time.Time {
	u := (float64(n) + d.part()*0.98) / float64(s.o.Calls)
	x := (1 - math.Pow(1-u, 1.3)) * float64(len(s.days))
	day := min(int(x), len(s.days)-1)
	const opens, hours = 8 * time.Hour, 9.5 * 3600
	return s.days[day].Add(opens + time.Duration((x-float64(day))*hours*1e6)*time.Microsecond)
}

// newEntry makes call n. A zero start lets the company's calendar choose.
func (s *Sim) newEntry(n int, started time.Time) entry {
	d := throw(s.o.Seed, forEntry, n)
	e := entry{id: idNumber(s.o.Seed, forCall, n), n: int32(n), digits: pick(&d, []uint8{0, 0, 3, 6})}
	if started.IsZero() {
		started = s.startOf(n, &d)
	}
	step := []time.Duration{0: time.Second, 3: time.Millisecond, 6: time.Microsecond}[e.digits]
	e.started = started.Truncate(step).UnixMicro()
	var minutes float64
	switch x := d.below(100); {
	case x < 6:
		e.kind, minutes = voicemail, 0.5+2*d.part()
	case x < 14:
		e.kind, minutes = brief, 2+7*d.part()
	default:
		e.kind = pick(&d, []callKind{discovery, discovery, demo, demo, negotiation, review, review, internal})
		minutes = 47 + 16*d.bell()
		if d.chance(22) {
			minutes = 72 + 20*d.bell()
		}
	}
	e.ends = e.started + int64(minutes*60)*1e6
	e.host = int32(s.hosts[d.below(len(s.hosts))])
	if d.chance(28) {
		e.place = uint8(d.below(s.o.Workspaces))
	}
	e.private = d.chance(2)
	e.ready = e.ends + int64(d.between(5, 50))*60*1e6
	if d.chance(5) {
		e.ready = never
		// What is still being transcribed is recent; an old call without a transcript never gets one.
		if recent := s.anchor.AddDate(0, 0, -21).UnixMicro(); e.started > recent && d.chance(60) {
			e.ready = s.anchor.Add(time.Duration(d.between(1, 240)) * time.Hour).UnixMicro()
		}
	}
	return e
}

func (e entry) start(zone *time.Location) time.Time { return time.UnixMicro(e.started).In(zone) }

func (e entry) duration() time.Duration { return time.Duration(e.ends-e.started) * time.Microsecond }
