package timeline

import (
	"time"

	"tamtam/core"
)

// Rules are all that decisions follow from beside the call: the directory, the settings, which user is whose.
type Rules struct {
	settings  Settings
	activity  ActivityType // of new Activities
	types     []ActivityType
	directory *Directory
	filter    compiled
	manual    map[core.UserID]Mapping
	authored  func(GSID) int
	today     time.Time
}

// NewRules checks the settings, and makes the Rules of a run. mappings are those that are known, of which the manual ones count; authored tells how
// many Activities a user has written; now is the moment of the run. A type that is not an active global one is core.Invalid with M10, and a
// filter that cannot be evaluated with what is wrong in it.
func NewRules(s Settings, types []ActivityType, d *Directory, mappings []Mapping, authored func(GSID) int, now time.Time) (*Rules, error) {
	r := &Rules{settings: s, types: types, directory: d, manual: map[core.UserID]Mapping{}, authored: authored, today: now}
	var found bool
	if r.activity, found = activeType(s.ActivityType, types); !found {
		return nil, core.Errorf(core.Invalid, "begin the sync of meetings", "%s", M10(s.ActivityType))
	}
	var err error
	if r.filter, err = s.Filter.compile(Fields(d.Custom())); err != nil {
		return nil, err
	}
	for _, m := range mappings {
		if m.Manual {
			r.manual[m.GongUser] = m
		}
	}
	return r, nil
}

// Decision is what becomes of a call.
type Decision struct {
	Status  EntryStatus // Success for what is to be logged as an Activity
	Message string
	Company CompanyResult
	Author  AuthorResult
	// Retry tells that the call is to be tried once more in the same run, when Author.User has been made (M5).
	Retry bool
}

// NewUser tells whether the author is an IC user that is to be made with the Activity (U4).
func (d Decision) NewUser() bool { return d.Status == EntrySuccess && d.Author.Outcome == AuthorNew }

// Author finds the author of the calls of an owner; see ResolveAuthor.
func (r *Rules) Author(c Call, owner *GongUser) AuthorResult {
	var manual *Mapping
	if m, ok := r.manual[c.Owner]; ok {
		manual = &m
	}
	return ResolveAuthor(c, owner, manual, r.directory, r.authored)
}

// Decide tells what becomes of a call: private ones are skipped, then the company and the author are looked for, and what the filters leave out
// in any case is skipped before a failure is said. owner is nil when Gong knows none.
func (r *Rules) Decide(c Call, owner *GongUser) Decision {
	if c.Private {
		return Decision{Status: EntrySkipped, Message: S1}
	}
	d := Decision{Company: ResolveCompany(c, r.directory, r.settings), Author: r.Author(c, owner)}
	if r.filter.evaluate(r.directory.Company(d.Company.Company), d.Author.User, r.today) == False {
		d.Status, d.Message = EntrySkipped, S2
		return d
	}
	switch {
	case d.Company.Message != "":
		d.Status, d.Message = EntryFailed, d.Company.Message
	case d.Author.Message != "":
		d.Status, d.Message, d.Retry = EntryFailed, d.Author.Message, d.Author.Outcome == AuthorMissing
	default:
		d.Status = EntrySuccess
	}
	return d
}

// Directory is the one that the rules look up in.
func (r *Rules) Directory() *Directory { return r.directory }
