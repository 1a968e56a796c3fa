package timeline

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Directory is the companies, persons and users that meetings are matched with. It is safe for concurrent use: nothing in it changes.
type Directory struct {
	companies map[GSID]*Company
	users     map[GSID]*User
	persons   map[string]*Person // by Email

	accounts  map[AccountKey]GSID
	domains   map[string][]GSID
	byEmail   map[string][]*User // by gsid
	usernames map[string]bool
}

// AccountKey is a CRM's account in the form in which two ids are compared.
type AccountKey struct {
	system CRMSystem
	id     string
}

// IsZero tells whether it is no account.
func (k AccountKey) IsZero() bool { return k.id == "" }

// NewDirectory makes a Directory of what is given, which belongs to it from then on. Of two with the same key the one with the lowest GSID counts.
func NewDirectory(companies []Company, persons []Person, users []User) *Directory {
	d := &Directory{
		companies: make(map[GSID]*Company, len(companies)), users: make(map[GSID]*User, len(users)), persons: make(map[string]*Person, len(persons)),
		accounts: map[AccountKey]GSID{}, domains: map[string][]GSID{}, byEmail: map[string][]*User{}, usernames: map[string]bool{},
	}
	for i := range companies {
		d.companies[companies[i].GSID] = &companies[i]
	}
	for _, id := range slices.Sorted(maps.Keys(d.companies)) {
		c := d.companies[id]
		if key := KeyOfAccount(c.CRMSystem, c.CRMAccountID); !key.IsZero() && d.accounts[key] == "" {
			d.accounts[key] = id
		}
		for _, domain := range c.Domains {
			if domain = NormalDomain(domain); domain != "" && !freeMail[domain] && !slices.Contains(d.domains[domain], id) {
				d.domains[domain] = append(d.domains[domain], id)
			}
		}
	}
	for i := range persons {
		p := &persons[i]
		if key := NormalEmail(p.Email); key != "" && (d.persons[key] == nil || p.GSID < d.persons[key].GSID) {
			d.persons[key] = p
		}
	}
	for i := range users {
		u := &users[i]
		d.users[u.GSID] = u
		if key := NormalEmail(u.Email); key != "" {
			d.byEmail[key] = append(d.byEmail[key], u)
		}
		d.usernames[NormalEmail(u.Username)] = true
	}
	for _, same := range d.byEmail {
		slices.SortFunc(same, func(a, b *User) int { return cmp.Compare(a.GSID, b.GSID) })
	}
	return d
}

// Company returns a company, nil when there is none of that id. It must not be changed.
func (d *Directory) Company(id GSID) *Company { return d.companies[id] }

// User returns a user, nil when there is none of that id. It must not be changed.
func (d *Directory) User(id GSID) *User { return d.users[id] }

// Person returns the person with an e-mail address, nil when there is none. It must not be changed.
func (d *Directory) Person(email string) *Person { return d.persons[NormalEmail(email)] }

// UsersOf returns the users with an e-mail address, by GSID. They must not be changed.
func (d *Directory) UsersOf(email string) []*User { return d.byEmail[NormalEmail(email)] }

// AccountOf returns the company that has the account of a CRM, "" when none has (R1).
func (d *Directory) AccountOf(system CRMSystem, id string) GSID {
	return d.accounts[KeyOfAccount(system, id)]
}

// KeyOfAccount is the form in which the ids of accounts are compared: Salesforce's by their first 15 characters, case included, when they have 15
// or 18; those of Dynamics without braces and whatever their case.
func KeyOfAccount(system CRMSystem, id string) AccountKey {
	id = strings.TrimSpace(id)
	switch system {
	case Salesforce:
		if len(id) == 18 {
			id = id[:15]
		}
	case MicrosoftDynamics:
		id = strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(id, "{"), "}"))
	}
	return AccountKey{system, id}
}

// NormalEmail is the form in which e-mail addresses are compared: trimmed, in lower case.
func NormalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// NormalDomain is the form in which domains are compared: trimmed, in lower case, without a leading "@" or "www.".
func NormalDomain(domain string) string {
	domain = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(domain)), "@")
	return strings.TrimPrefix(domain, "www.")
}

func domainOf(email string) string {
	_, domain, _ := strings.Cut(NormalEmail(email), "@")
	return domain
}

// freeMail are domains under which anybody can have an address: they are nobody's company (R3).
var freeMail = map[string]bool{
	"gmail.com": true, "googlemail.com": true, "outlook.com": true, "hotmail.com": true, "live.com": true, "msn.com": true, "yahoo.com": true,
	"ymail.com": true, "aol.com": true, "icloud.com": true, "me.com": true, "mac.com": true, "proton.me": true, "protonmail.com": true,
	"gmx.com": true, "gmx.net": true, "gmx.de": true, "web.de": true, "t-online.de": true, "mail.ru": true, "yandex.ru": true, "yandex.com": true,
	"qq.com": true, "163.com": true, "126.com": true, "zoho.com": true, "fastmail.com": true, "orange.fr": true, "free.fr": true, "laposte.net": true,
	"libero.it": true, "hey.com": true, "comcast.net": true, "verizon.net": true, "att.net": true, "btinternet.com": true,
}
