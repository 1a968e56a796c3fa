package gongsim

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// account is a customer of the simulated company.
type account struct {
	n                      int
	name, domain, industry string
	city                   string
	crmID                  string
	contacts, deals        int
}

// contact is one person at an account.
type contact struct {
	first, last, title string
	email, phone       string
	crmType, crmID     string // Contact or Lead; "" when the CRM does not know the person
}

func (c contact) name() string { return c.first + " " + c.last }

// deal is one sale to an account.
type deal struct {
	crmID, name   string
	kind, source  string
	stage, before int // indexes of dealStages: now, and when older calls took place
	amount        int
	close         time.Time
	owner         int // user index
}

var dealStages = []struct {
	name        string
	probability int
}{
	{"Prospecting", 10}, {"Discovery", 20}, {"Solution Review", 40}, {"Proposal", 60}, {"Negotiation", 80}, {"Closed Won", 100}, {"Closed Lost", 0},
}

var (
	company1  = names.words("company1")
	company2  = names.words("company2")
	cities    = names.words("city")
	jobTitles = names.words("jobtitle")
	rivals    = names.words("rival")
)

// industries follows the order of company2, so that a company's name suits its trade.
var industries = []string{
	"Logistics", "Logistics", "Healthcare", "Healthcare", "Financial Services", "Financial Services", "Financial Services", "Retail", "Retail", "Retail",
	"Manufacturing", "Manufacturing", "Manufacturing", "Insurance", "Insurance", "Software", "Software", "Software", "Software", "Energy",
	"Energy", "Energy", "Education", "Education", "Media", "Media", "Media", "Real Estate", "Real Estate", "Biotechnology",
	"Biotechnology", "Biotechnology", "Hospitality", "Hospitality", "Telecommunications", "Telecommunications", "Telecommunications", "Construction",
	"Construction", "Software", "Manufacturing", "Financial Services", "Business Services", "Business Services", "Business Services", "Business Services",
	"Manufacturing", "Software", "Retail", "Manufacturing", "Manufacturing", "Transportation", "Transportation", "Manufacturing", "Biotechnology",
}

// salesforceID makes an id as Salesforce writes it: a prefix that tells the type, then 15 more characters.
func salesforceID(prefix string, d *dice) string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	b := []byte(prefix + "5g00000")
	for len(b) < 18 {
		b = append(b, digits[d.below(len(digits))])
	}
	return string(b)
}

func (s *Sim) accounts() int { return s.o.Calls/8 + 4 }

func (s *Sim) account(n int) account {
	d := throw(s.o.Seed, forAccount, n)
	k := spread(mix(s.o.Seed), n, len(company1)*len(company2))
	a, b := company1[k/len(company2)], company2[k%len(company2)]
	return account{
		n: n, name: a + " " + b, domain: strings.ToLower(strings.ReplaceAll(a+b, " ", "")) + ".example", industry: industries[k%len(company2)],
		city: pick(&d, cities), crmID: salesforceID("001", &d), contacts: d.between(3, 7), deals: d.between(1, 2),
	}
}

func (s *Sim) contact(a account, n int) contact {
	d := throw(s.o.Seed, forContact, a.n, n)
	first, last := fullName(s.o.Seed, forContact, a.n*8+n)
	c := contact{first: first, last: last, title: pick(&d, jobTitles), email: mailName(first, last) + "@" + a.domain}
	if d.chance(55) {
		c.phone = fmt.Sprintf("+1555%07d", d.below(10_000_000))
	}
	switch x := d.below(100); {
	case x < 70:
		c.crmType, c.crmID = "Contact", salesforceID("003", &d)
	case x < 88:
		c.crmType, c.crmID = "Lead", salesforceID("00Q", &d)
	}
	return c
}

func (s *Sim) deal(a account, n int) deal {
	d := throw(s.o.Seed, forDeal, a.n, n)
	kinds := []string{"New Business", "Expansion", "Renewal"}
	dl := deal{
		crmID: salesforceID("006", &d), kind: pick(&d, kinds), source: pick(&d, []string{"Outbound", "Web", "Partner", "Event", "Referral"}),
		stage: d.below(len(dealStages)), amount: d.between(8, 480) * 500, owner: d.below(s.o.Users),
		close: s.anchor.AddDate(0, 0, d.between(-200, 160)),
	}
	dl.before = d.below(dl.stage + 1)
	dl.name = a.name + " - " + dl.kind + " " + strconv.Itoa(dl.close.Year())
	return dl
}
