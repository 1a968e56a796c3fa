package timeline

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// AuthorOutcome is what is known of a call's author.
type AuthorOutcome int

// The outcomes.
const (
	// AuthorKnown is a user of the directory (U0, U6).
	AuthorKnown AuthorOutcome = iota
	// AuthorNew is an IC user that is still to be made, in the same attempt (U4).
	AuthorNew
	// AuthorMissing is an IC user that is still to be made; the call fails with M5 and is tried again when it is there (U1).
	AuthorMissing
	// AuthorInactive is nobody: all users of the owner are inactive (U0b, U2).
	AuthorInactive
	// AuthorConflict is nobody until a person chooses (U7).
	AuthorConflict
	// OwnerUnknown is nobody: Gong does not tell who the owner is (M8).
	OwnerUnknown
)

// AuthorResult is who wrote a meeting down: its owner, as a user of the directory.
type AuthorResult struct {
	Outcome AuthorOutcome
	// User is the author; of AuthorNew and AuthorMissing the IC user that would be made, without a GSID; nil for the others.
	User *User
	// Message is why there is no author, or none yet; "" for AuthorKnown and AuthorNew.
	Message string
	// Mapping is how the owner stands to the users from now on; the zero value for OwnerUnknown, for which nothing is kept.
	Mapping Mapping
	// Tied are the users of a Conflict, the suggested one first.
	Tied []*User
}

// ResolveAuthor finds the author of the calls of an owner, nil when Gong knows none of the call's id. manual is the mapping that a person has
// chosen, nil when nobody has; authored tells how many Activities a user has written, for the suggestion. It writes nothing.
func ResolveAuthor(c Call, owner *GongUser, manual *Mapping, d *Directory, authored func(GSID) int) AuthorResult {
	if owner == nil || NormalEmail(owner.Email) == "" {
		return AuthorResult{Outcome: OwnerUnknown, Message: M8(c.Owner)}
	}
	m := Mapping{GongUser: owner.ID, Name: owner.Name(), Email: owner.Email}
	if manual != nil && manual.Manual {
		if u := d.User(manual.User); u != nil { // U0, U0b
			m.User, m.Manual = u.GSID, true
			if u.Active {
				return known(u, m)
			}
			return inactive(*owner, m)
		}
	}
	users := d.UsersOf(owner.Email)
	for i := 0; len(users) == 0 && i < len(owner.Aliases); i++ {
		users = d.UsersOf(owner.Aliases[i])
	}
	if len(users) == 0 { // U1
		m.Status = Unmapped
		return AuthorResult{Outcome: AuthorMissing, User: icUser(*owner, d), Message: M5(*owner), Mapping: m}
	}
	active := where(users, isActive)
	if len(active) == 0 { // U2
		return inactive(*owner, m)
	}
	tied := highest(active)
	switch len(tied) {
	case 0: // U4
		m.Status = Unmapped
		return AuthorResult{Outcome: AuthorNew, User: icUser(*owner, d), Mapping: m}
	case 1: // U6
		m.User = tied[0].GSID
		return known(tied[0], m)
	}
	suggest(tied, authored) // U7
	m.Status, m.Suggested = Conflict, tied[0].GSID
	return AuthorResult{Outcome: AuthorConflict, Message: M7(owner.Email, len(tied), tied[0].License), Mapping: m, Tied: tied}
}

func isActive(u *User) bool { return u.Active }

// highest are the users that have the best claim: those of the best license among the ones that are not External (U5, U6).
func highest(active []*User) []*User {
	internal := where(active, func(u *User) bool { return !u.External() })
	best := 0
	for _, u := range internal {
		best = max(best, u.License.rank())
	}
	return where(internal, func(u *User) bool { return u.License.rank() == best })
}

// suggest puts the user that is suggested first: who has written most Activities, then the oldest.
func suggest(tied []*User, authored func(GSID) int) {
	slices.SortFunc(tied, func(a, b *User) int {
		return cmp.Or(authored(b.GSID)-authored(a.GSID), age(a.Created).Compare(age(b.Created)), cmp.Compare(a.GSID, b.GSID))
	})
}

// Candidates are the users that a Conflict is about, the suggested one first; of another mapping, those among whom a person would choose first: the
// active ones of the address. They must not be changed. authored tells how many Activities a user has written.
func (m Mapping) Candidates(d *Directory, authored func(GSID) int) []*User {
	users := d.UsersOf(m.Email)
	if s := d.User(m.Suggested); s != nil { // the address may be an alias, which only Gong knows
		users = d.UsersOf(s.Email)
	}
	users = where(users, isActive)
	if m.Status == Conflict {
		users = highest(users)
	}
	suggest(users, authored)
	return users
}

// age is when a user was made; one of whom that is not known counts as the youngest.
func age(created time.Time) time.Time {
	if created.IsZero() {
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return created
}

func known(u *User, m Mapping) AuthorResult {
	m.Status = Mapped
	if u.CreatedBySync && !m.Manual {
		m.Status = Created
	}
	return AuthorResult{Outcome: AuthorKnown, User: u, Mapping: m}
}

func inactive(owner GongUser, m Mapping) AuthorResult {
	m.Status = Inactive
	return AuthorResult{Outcome: AuthorInactive, Message: M6(owner), Mapping: m}
}

func where(users []*User, is func(*User) bool) (some []*User) {
	for _, u := range users {
		if is(u) {
			some = append(some, u)
		}
	}
	return some
}

// icUser is the Internal Collaborator that is made for an owner. Its username is the e-mail address, with ".gong" behind it as long as another has it.
func icUser(owner GongUser, d *Directory) *User {
	email := strings.TrimSpace(owner.Email)
	u := &User{
		FirstName: owner.FirstName, LastName: owner.LastName, Email: email, Username: email, Active: true, License: IC,
		SystemType: InternalUser, ExternalID: string(owner.ID), CreatedBySync: true,
	}
	if u.FirstName == "" {
		u.FirstName, _, _ = strings.Cut(email, "@")
	}
	for d.usernames[NormalEmail(u.Username)] {
		u.Username += ".gong"
	}
	return u
}
