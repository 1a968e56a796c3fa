package directory

import (
	"net/url"
	"strings"

	"tamtam/core/text"
	"tamtam/core/timeline"
)

// FromGong makes tables of companies and persons from the records of CRM accounts and CRM contacts that Gong has linked to calls, to be imported one
// after the other. Contacts without an e-mail address are left out, as nobody could be matched with them; a row's number is the record's place.
func FromGong(accounts, contacts []text.Record) (companies, persons Table) {
	companies.Titles = []string{"name", "crm_system", "crm_account_id", "industry", "domains"}
	known := map[string]int{}
	for i, r := range accounts {
		name := strings.TrimSpace(r.Value("Name"))
		system, id, _ := strings.Cut(text.UnescapeID(r.ID), "/")
		if name == "" {
			name = id
		}
		if id == "" || name == "" {
			continue
		}
		if timeline.CRMSystem(system) == timeline.HubSpot { // its accounts are never matched, its people are
			system, id = "none", ""
		}
		known[plain(name)]++
		companies.Rows = append(companies.Rows, Row{i + 1, []string{name, system, id, strings.TrimSpace(r.Value("Industry")), host(r.Value("Website"))}})
	}
	persons.Titles = []string{"email", "first_name", "last_name", "title", "external_id", "company_name"}
	for i, r := range contacts {
		email := timeline.NormalEmail(r.Value("Email"))
		if email == "" {
			continue
		}
		first, last := names(r.Value("Name"))
		company := strings.TrimSpace(r.Value("Account"))
		if known[plain(company)] != 1 { // none of that name, or several
			company = ""
		}
		_, id, _ := strings.Cut(text.UnescapeID(r.ID), "/")
		persons.Rows = append(persons.Rows, Row{i + 1, []string{email, first, last, strings.TrimSpace(r.Value("Title")), id, company}})
	}
	return companies, persons
}

// names takes a name apart: its last word is the last name.
func names(name string) (first, last string) {
	words := strings.Fields(name)
	if len(words) < 2 {
		return strings.Join(words, ""), ""
	}
	return strings.Join(words[:len(words)-1], " "), words[len(words)-1]
}

// host is the domain of a website.
func host(website string) string {
	website = strings.TrimSpace(website)
	if website != "" && !strings.Contains(website, "://") {
		website = "https://" + website
	}
	u, err := url.Parse(website)
	if err != nil {
		return ""
	}
	return timeline.NormalDomain(u.Hostname())
}
