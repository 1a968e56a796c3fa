package gongsim

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
	_ "time/tzdata" // the company's zone must exist on every machine
)

// Workspace is a part of the company.
type Workspace struct{ ID, Name, Description string }

// Sim is a simulated Gong account. New makes one; all its methods may be called at any time from any goroutine.
type Sim struct {
	o      Options
	zone   *time.Location
	anchor time.Time // the present for which the company was made
	origin time.Time // the clock's time at the anchor
	company
	changes
	routes []route
	number atomic.Uint64 // of requests
	door   door
	issuer issuer
	gauge  gauge
	book   book
	trap   trap
}

// company is what never changes.
type company struct {
	days       []time.Time
	users      []User
	hosts      []int // users who host calls
	workspaces []Workspace
	trackers   []Tracker
	scorecards []Scorecard
}

// changes is what tests change.
type changes struct {
	mu      sync.RWMutex
	follow  bool      // whether the calendar goes on with the clock
	now     time.Time // the calendar, when it does not
	entries []entry   // by start, oldest first
	deleted []entry
	next    int // number of the next call
	edits   map[int32]int
	stages  map[string]int // how often a deal was edited, by CRM id
}

var _ http.Handler = (*Sim)(nil)

// New makes the company that the options describe. It panics if they name a time zone that does not exist.
func New(o Options) *Sim {
	o = o.withDefaults()
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		panic(err)
	}
	s := &Sim{o: o, zone: zone, anchor: o.Now, origin: o.Clock.Now()}
	s.edits, s.stages = map[int32]int{}, map[string]int{}
	if s.follow = o.Now.IsZero(); s.follow {
		s.anchor = s.origin.Truncate(time.Hour)
	}
	s.now = s.anchor
	s.found()
	s.entries = make([]entry, o.Calls)
	for n := range s.entries {
		s.entries[n] = s.newEntry(n, time.Time{})
	}
	s.next = o.Calls
	s.sort()
	s.door.init()
	s.issuer.init(o)
	s.routes = s.table()
	return s
}

// found makes the company.
func (s *Sim) found() {
	s.days = workdays(s.anchor, s.o.Span, s.zone)
	s.users = makeUsers(s.o, s.anchor, s.zone)
	for i := range s.o.Users {
		if i >= s.o.Users/8 || i == 0 {
			s.hosts = append(s.hosts, i)
		}
	}
	for i := range s.o.Workspaces {
		w := Workspace{ID: id(s.o.Seed, forWorkspace, i), Name: "Initial workspace", Description: "The built-in workspace"}
		if i > 0 {
			w.Name, w.Description = []string{"Europe", "Partners", "Support", "Labs"}[(i-1)%4], ""
			if i > 4 {
				w.Name += " " + strconv.Itoa(i)
			}
		}
		s.workspaces = append(s.workspaces, w)
	}
	s.trackers, s.scorecards = s.makeTrackers(), s.makeScorecards()
}

func (s *Sim) sort() {
	slices.SortFunc(s.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.started, b.started), cmp.Compare(a.n, b.n))
	})
}

// Now is the company's present.
func (s *Sim) Now() time.Time {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.present()
}

func (s *Sim) present() time.Time {
	if s.follow {
		return s.anchor.Add(s.o.Clock.Now().Sub(s.origin))
	}
	return s.now
}

// SetNow stops the company's calendar at a time. Transcripts that are due by then have arrived.
func (s *Sim) SetNow(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now, s.follow = t, false
}

// Zone is the company's time zone.
func (s *Sim) Zone() *time.Location { return s.zone }

func (s *Sim) dealEdits(crmID string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.stages[crmID]
}

// callsOf returns the calls that are there now and pass, oldest first.
func (s *Sim) callsOf(pass func(*entry) bool) []entry {
	s.mu.RLock()
	defer s.mu.RUnlock()
	now := s.present().UnixMicro()
	var found []entry
	for i := range s.entries {
		if e := &s.entries[i]; e.ends <= now && pass(e) {
			found = append(found, *e)
		}
	}
	return found
}

// made turns an entry into its call as it is now.
func (s *Sim) made(e entry) Call {
	s.mu.RLock()
	edits := s.edits[e.n]
	s.mu.RUnlock()
	return s.call(e, edits)
}
