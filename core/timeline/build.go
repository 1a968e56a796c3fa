package timeline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// untitled is the subject of a meeting without a title.
const untitled = "Gong meeting"

// Minutes are the minutes of a duration: rounded, half a minute up, and at least one of what lasted at all.
func Minutes(d time.Duration) int {
	s := int(d / time.Second)
	if s <= 0 {
		return 0
	}
	return max(1, (s+30)/60)
}

// The names of the fields that Gong fills, as they stand in Activity.Overridden.
const (
	FieldSubject   = "subject"
	FieldAt        = "activity_at"
	FieldMinutes   = "duration_min"
	FieldInternal  = "internal_attendees"
	FieldExternal  = "external_attendees"
	FieldTrackers  = "trackers"
	FieldRecording = "recording_url"
)

// Make makes the Activity of a call that is decided on, under an id that is new. The author is the decision's, or the user that was made for it.
func (r *Rules) Make(c Call, d Decision, author GSID, id GSID, now time.Time) Activity {
	a := Activity{
		ID: id, CallID: c.ID, Owner: c.Owner, Type: r.settings.ActivityType, Author: author, Company: d.Company.Company, Associated: d.Company.Associated,
		Created: now, Modified: now,
	}
	r.fill(&a, c)
	return a
}

// Refill brings an Activity up to what Gong now says of its call, and tells what that did: its company and its author keep their values, and so do the
// fields that a person has changed. A call that is private now has its Activity withdrawn; one that is public again has it filled again. One that a
// person deleted stays so.
func (r *Rules) Refill(a Activity, c Call, now time.Time) (Activity, Action) {
	switch {
	case a.State == Tombstone:
		return a, NoAction
	case c.Private:
		if a.State == Withdrawn {
			return a, NoAction
		}
		a.State, a.Modified, a.Hash = Withdrawn, now, ""
		a.Internal, a.External, a.Trackers, a.Recording = nil, nil, nil, ""
		if !a.owns(FieldSubject) {
			a.Subject = untitled
		}
		return a, UpdatedActivity
	case a.State == Current && a.Hash == hashOf(c):
		return a, UnchangedActivity
	}
	a.State, a.Modified = Current, now
	r.fill(&a, c)
	return a, UpdatedActivity
}

// typeOf is the type of an Activity: what it has does not change with the type that is chosen for new ones. The chosen one, where it is gone.
func (r *Rules) typeOf(a Activity) ActivityType {
	if i := slices.IndexFunc(r.types, func(t ActivityType) bool { return t.Name == a.Type }); i >= 0 {
		return r.types[i]
	}
	return r.activity
}

// owns tells whether a person has changed a field.
func (a Activity) owns(field string) bool { return slices.Contains(a.Overridden, field) }

// fill sets the fields that Gong fills, except those that a person has changed.
func (r *Rules) fill(a *Activity, c Call) {
	own, is := a.owns, r.typeOf(*a)
	if !own(FieldSubject) {
		if a.Subject = strings.TrimSpace(c.Title); a.Subject == "" {
			a.Subject = untitled
		}
	}
	if !own(FieldAt) {
		if a.At = c.Started.UTC(); c.Started.IsZero() {
			a.At = c.Scheduled.UTC()
		}
	}
	if !own(FieldMinutes) {
		if a.Minutes = Minutes(c.Duration); !is.Duration {
			a.Minutes = 0
		}
	}
	internal, external := r.attendees(c, a.Author)
	if !is.InternalAttendees {
		internal = nil
	}
	if !is.ExternalAttendees {
		external = nil
	}
	if !own(FieldInternal) {
		a.Internal = internal
	}
	if !own(FieldExternal) {
		a.External = external
	}
	if !own(FieldTrackers) {
		a.Trackers = Heard(c.Trackers)
	}
	if !own(FieldRecording) {
		a.Recording = c.URL
	}
	a.Hash = hashOf(c)
}

// Heard are the trackers that were heard at all.
func Heard(all []Tracker) (some []Tracker) {
	for _, t := range all {
		if t.Count > 0 {
			some = append(some, t)
		}
	}
	return some
}

// attendees are the parties, each once, as users and persons of the directory where they are known. The author is always among the internal ones.
func (r *Rules) attendees(c Call, author GSID) (internal, external []Attendee) {
	byAuthor := false
	for _, p := range distinct(c.Parties) {
		a := Attendee{Name: p.Name, Email: strings.TrimSpace(p.Email), Methods: p.Methods}
		if p.internal(r.settings) {
			if a.User = r.userOf(p); p.GongUser == c.Owner && c.Owner != "" {
				a.User = author
			}
			byAuthor = byAuthor || a.User == author
			internal = append(internal, a)
			continue
		}
		if person := r.directory.Person(p.Email); person != nil {
			a.Person = person.GSID
		}
		external = append(external, a)
	}
	if !byAuthor && author != "" {
		a := Attendee{User: author}
		if u := r.directory.User(author); u != nil {
			a.Name, a.Email = u.Name(), u.Email
		}
		internal = append([]Attendee{a}, internal...)
	}
	return internal, external
}

// userOf is the user that one of the company's own people is: as a person has mapped them, else the one user with the best claim to their address.
func (r *Rules) userOf(p Party) GSID {
	if m, ok := r.manual[p.GongUser]; ok && p.GongUser != "" {
		return m.User
	}
	users := r.directory.UsersOf(p.Email)
	if active := where(users, isActive); len(active) > 0 {
		users = active
	}
	if best := highest(users); len(best) > 0 {
		users = best
	}
	if len(users) != 1 {
		return ""
	}
	return users[0].GSID
}

// distinct are the parties once each: of those with the same address, or of the same id without one, the first, with the methods of all.
func distinct(parties []Party) (some []Party) {
	at := map[string]int{}
	for _, p := range parties {
		key := NormalEmail(p.Email)
		if key == "" && p.ID != "" {
			key = "id " + p.ID
		}
		i, known := at[key]
		if key == "" || !known {
			at[key] = len(some)
			p.Methods = slices.Clone(p.Methods)
			some = append(some, p)
			continue
		}
		for _, method := range p.Methods {
			if !slices.Contains(some[i].Methods, method) {
				some[i].Methods = append(some[i].Methods, method)
			}
		}
	}
	return some
}

// hashOf is a digest of all that Gong says of a call and that an Activity follows: not of its owner nor its accounts, which it keeps.
func hashOf(c Call) string {
	said, err := json.Marshal([]any{c.Title, c.URL, c.Started.UTC(), c.Scheduled.UTC(), c.Duration, c.Parties, Heard(c.Trackers)})
	if err != nil {
		panic(err) // of texts, numbers and times
	}
	sum := sha256.Sum256(said)
	return hex.EncodeToString(sum[:16])
}
