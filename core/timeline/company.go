package timeline

import (
	"slices"
)

// CompanyResult is whose meeting a call is.
type CompanyResult struct {
	// Company is where the Activity belongs, "" when Message says why there is none (M3, M4).
	Company    GSID
	Associated []GSID // the others that were found, in the order in which they were
	Message    string
	// Final tells of a failure that nothing in the directory can mend: a meeting of the company's own people.
	Final bool
	// Ignored are the systems of accounts that were passed over: HubSpot, and those that are not the settings'. One warning of a run each.
	Ignored []CRMSystem
}

// ResolveCompany finds the company of a call: by the account that Gong has linked (R1), by the people from outside (R2), by the domains of their
// addresses if that is chosen (R3).
func ResolveCompany(c Call, d *Directory, s Settings) CompanyResult {
	var r CompanyResult
	accounts := r.usable(c.Accounts, s)
	emails := externalEmails(c, s)
	if len(accounts) == 0 && len(emails) == 0 { // R0
		r.Message, r.Final = M4, c.Scope == "Internal"
		return r
	}
	var hits candidates
	for _, id := range accounts {
		hits.add(d.AccountOf(s.CRMSystem, id))
	}
	byAccount := len(hits.order)
	for _, email := range emails {
		hits.claim(companiesOf(d.Person(email), d))
	}
	if len(hits.order) == 0 && s.MatchByDomain {
		for _, email := range emails {
			hits.claim(d.domains[domainOf(email)])
		}
	}
	if len(hits.order) == 0 {
		r.Message = M3
		return r
	}
	among := hits.order
	if byAccount > 0 {
		among = hits.order[:byAccount]
	}
	r.Company = hits.best(among)
	for _, id := range hits.order {
		if id != r.Company {
			r.Associated = append(r.Associated, id)
		}
	}
	return r
}

// usable returns the ids of the accounts that can be matched, once each, and notes the systems of the others.
func (r *CompanyResult) usable(accounts []Account, s Settings) (ids []string) {
	seen := map[AccountKey]bool{}
	for _, a := range accounts {
		key := KeyOfAccount(a.System, a.ID)
		switch {
		case key.IsZero() || seen[key]:
		case a.System == HubSpot || a.System != s.CRMSystem || a.System == NoCRM:
			if !slices.Contains(r.Ignored, a.System) {
				r.Ignored = append(r.Ignored, a.System)
			}
		default:
			ids = append(ids, a.ID)
		}
		seen[key] = true
	}
	return ids
}

// externalEmails are the addresses of the people from outside, once each, in Gong's order.
func externalEmails(c Call, s Settings) (emails []string) {
	for _, p := range c.Parties {
		if email := NormalEmail(p.Email); email != "" && !p.internal(s) && !slices.Contains(emails, email) {
			emails = append(emails, email)
		}
	}
	return emails
}

// internal tells whether a party is one of the company's own people: as Gong says, and by the domain of the address where Gong does not know.
func (p Party) internal(s Settings) bool {
	switch p.Affiliation {
	case "Internal":
		return true
	case "External":
		return false
	}
	domain := domainOf(p.Email)
	return domain != "" && slices.ContainsFunc(s.InternalDomains, func(own string) bool { return NormalDomain(own) == domain })
}

// companiesOf are the companies where a person is active: the primary one, else all.
func companiesOf(p *Person, d *Directory) (ids []GSID) {
	if p == nil {
		return nil
	}
	for _, at := range p.Companies {
		switch {
		case !at.Active || d.Company(at.Company) == nil:
		case at.Primary:
			return []GSID{at.Company}
		default:
			ids = append(ids, at.Company)
		}
	}
	return ids
}

// candidates are the companies that were found, in order, and how many addresses speak for each.
type candidates struct {
	order  []GSID
	claims map[GSID]int
}

func (c *candidates) add(id GSID) {
	if id != "" && !slices.Contains(c.order, id) {
		c.order = append(c.order, id)
	}
}

// claim counts one address for companies. They come at the same place in Gong's order, so the lowest id is the first of them.
func (c *candidates) claim(ids []GSID) {
	if c.claims == nil {
		c.claims = map[GSID]int{}
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		c.add(id)
		c.claims[id]++
	}
}

// best is the one for which most addresses speak, of equals the first.
func (c *candidates) best(among []GSID) GSID {
	best := among[0]
	for _, id := range among[1:] {
		if c.claims[id] > c.claims[best] {
			best = id
		}
	}
	return best
}
