package timeline

import (
	"slices"
	"strings"
	"time"

	"tamtam/core"
)

// Edit are the fields of an Activity that come from Gong and that a person can change.
type Edit struct {
	Subject string
	At      time.Time
	Minutes int
}

// MostMinutes bounds Edit.Minutes: ten days, more than any meeting that is entered as one.
const MostMinutes = 14400

const opEdit = "change the Activity"

// Edit gives an Activity other values. Those that differ from what it had are the person's from then on: no run changes them (Activity.Overridden).
// core.Invalid, with a sentence for a person, when they cannot be used; the Activity is as before then.
func (a *Activity) Edit(e Edit, now time.Time) error {
	e.Subject = strings.TrimSpace(e.Subject)
	switch {
	case e.Subject == "":
		return core.Errorf(core.Invalid, opEdit, "the subject is empty")
	case e.At.IsZero():
		return core.Errorf(core.Invalid, opEdit, "the date is missing")
	case e.Minutes < 0 || e.Minutes > MostMinutes:
		return core.Errorf(core.Invalid, opEdit, "the duration must be from 0 to %d minutes", MostMinutes)
	}
	if e.Subject != a.Subject {
		a.Subject = e.Subject
		a.override(FieldSubject, now)
	}
	if !e.At.Equal(a.At) {
		a.At = e.At.UTC()
		a.override(FieldAt, now)
	}
	if e.Minutes != a.Minutes {
		a.Minutes = e.Minutes
		a.override(FieldMinutes, now)
	}
	return nil
}

func (a *Activity) override(field string, now time.Time) {
	a.Modified = now.UTC()
	if !slices.Contains(a.Overridden, field) {
		a.Overridden = append(slices.Clone(a.Overridden), field)
	}
}

// Deleted is the tombstone that an Activity leaves when a person deletes it: its ids, by which no run makes it again, and nothing that was said or
// who took part.
func (a Activity) Deleted(now time.Time) Activity {
	return Activity{ID: a.ID, CallID: a.CallID, Company: a.Company, At: a.At, State: Tombstone, Created: a.Created, Modified: now.UTC()}
}
