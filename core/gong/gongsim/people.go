package gongsim

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The simulated company and the mail domain of its people.
const (
	companyName   = "Brightpath"
	companyDomain = "brightpath.example"
)

// User is a member of the simulated company.
type User struct {
	ID          string
	First, Last string
	Email       string
	Aliases     []string
	Title       string // "" is null
	Phone       string // "" is null
	Manager     string // user id, "" is null
	Active      bool
	Created     time.Time
	Languages   []string // BCP 47, the first one primary
	Settings    uint8    // one bit per switch, in the order of Gong's settings object
	Avatar      bool     // one of Gong's synthetic staff users, listed only when asked for
}

// Name is the user's full name.
func (u User) Name() string { return u.First + " " + u.Last }

var (
	names  = mustGrammar("names")
	firsts = names.words("first")
	lasts  = names.words("last")
)

// spread visits all numbers below size in a scattered order, one for each n below size.
func spread(seed uint64, n, size int) int {
	step := int(float64(size)*0.6180339887) | 1
	for gcd(step, size) != 1 {
		step += 2
	}
	return int((uint64(n)*uint64(step) + seed%uint64(size)) % uint64(size))
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// fullName returns the n-th of the names that exist for a kind of people; a repeat comes only after all of them.
func fullName(seed, kind uint64, n int) (first, last string) {
	k := spread(mix(seed+kind), n, len(firsts)*len(lasts))
	return firsts[k%len(firsts)], lasts[k/len(firsts)]
}

func mailName(first, last string) string { return strings.ToLower(first + "." + last) }

// makeUsers makes the company's users: the first eighth are managers, the first of them at the top.
func makeUsers(o Options, anchor time.Time, zone *time.Location) []User {
	titles := names.words("usertitle")
	managers := max(1, o.Users/8)
	users := make([]User, 0, o.Users+1)
	for i := range o.Users {
		d := throw(o.Seed, forUser, i)
		first, last := fullName(o.Seed, forUser, i)
		u := User{
			ID: strconv.FormatUint(idNumber(o.Seed, forUser, i), 10), First: first, Last: last,
			Email: mailName(first, last) + "@" + companyDomain, Active: i < managers || !d.chance(8), Title: pick(&d, titles),
			Created:  anchor.Add(-time.Duration(d.between(400, 2000)*24)*time.Hour - time.Duration(d.below(86_400_000_000))*time.Microsecond).In(zone),
			Settings: uint8(d.next()), Languages: []string{"en-US"},
		}
		if i >= len(firsts)*len(lasts) {
			u.Email = fmt.Sprintf("%s%d@%s", mailName(first, last), i, companyDomain)
		}
		switch {
		case i == 0:
			u.Title = "Chief Revenue Officer"
		case i < managers:
			u.Title, u.Manager = "Sales Director", users[0].ID
		default:
			u.Manager = users[d.below(managers)].ID
		}
		decorate(&u, &d)
		users = append(users, u)
	}
	return append(users, User{
		ID: strconv.FormatUint(idNumber(o.Seed, forUser, -2), 10), First: "Gong", Last: "Support", Email: "avatar-" + companyName + "@gong.example",
		Active: true, Avatar: true, Created: anchor.AddDate(-5, 0, 0).In(zone),
	})
}

// decorate adds what only some users have.
func decorate(u *User, d *dice) {
	if d.chance(60) {
		u.Phone = fmt.Sprintf("+1555%07d", d.below(10_000_000))
	}
	if d.chance(12) {
		u.Aliases = []string{strings.ToLower(u.First[:1]+u.Last) + "@" + companyDomain}
	}
	if d.chance(7) {
		u.Title = ""
	}
	if d.chance(15) {
		u.Languages = append(u.Languages, pick(d, []string{"de-DE", "fr-FR", "es-ES", "ja-JP", "ar"}))
	}
	if d.chance(5) {
		u.Languages = nil
	}
}
