package directory

import (
	"cmp"
	"iter"
	"slices"

	"tamtam/core/timeline"
)

// makePersons plans a table of persons. A person may have several rows, one for each company.
func makePersons(table iter.Seq[Row], titles []string, columns Columns, before State, o Options) Plan {
	p := Plan{Kind: Persons}
	known, owners := map[string]timeline.Person{}, map[timeline.GSID]string{}
	for _, one := range before.Persons {
		known[timeline.NormalEmail(one.Email)], owners[one.GSID] = one, timeline.NormalEmail(one.Email)
	}
	companies := lookUp(before.Companies)
	changed, order := map[string]timeline.Person{}, []string(nil)
	for row := range table {
		said, wrong := peek(Persons, row, titles, columns)
		if len(wrong) > 0 {
			p.Errors = append(p.Errors, wrong...)
			continue
		}
		key := timeline.NormalEmail(said.person.Email)
		if key == "" {
			p.wrong(row, "the person has no e-mail address")
			continue
		}
		now, again := changed[key]
		if !again {
			if now, again = known[key]; again {
				now.Companies = slices.Clone(now.Companies)
			}
		}
		if id := said.person.GSID; id != "" {
			if owner, taken := owners[id]; taken && owner != key {
				p.wrong(row, "the id %s is that of %s already", id, short(owner))
				continue
			}
			if now.GSID != "" && now.GSID != id {
				p.wrong(row, "the person has another id already: %s", now.GSID)
				continue
			}
		}
		laid := object{person: now}
		laid.place.Active = true
		fill(Persons, row, titles, columns, &laid)
		now = laid.person
		if said.place.given {
			company, problem := companies.find(laid.place, o)
			if problem != "" {
				p.wrong(row, "%s", problem)
				continue
			}
			laid.place.Company = company
			now.Companies = placed(now.Companies, laid.place.CompanyPerson)
		}
		if now.GSID == "" {
			now.GSID = o.newID()
		}
		if _, twice := changed[key]; !twice {
			order = append(order, key)
		}
		changed[key], owners[now.GSID] = now, key
	}
	for _, key := range order {
		was, is := known[key]
		if p.count(is, was, changed[key], changed[key].Email, changed[key].Name()) {
			p.persons = append(p.persons, changed[key])
		}
	}
	return p
}

// placed adds a place of a person, or puts it where the one in the same company was. One company only is the primary one: the last that was said to be.
func placed(places []timeline.CompanyPerson, one timeline.CompanyPerson) []timeline.CompanyPerson {
	if one.Primary {
		for i := range places {
			places[i].Primary = false
		}
	}
	i := slices.IndexFunc(places, func(p timeline.CompanyPerson) bool { return p.Company == one.Company })
	if i < 0 {
		return append(places, one)
	}
	places[i] = one
	return places
}

// companyNames finds companies by what tables call them.
type companyNames struct {
	ids      map[timeline.GSID]bool
	accounts map[timeline.AccountKey]timeline.GSID
	names    map[string][]timeline.GSID
}

func lookUp(all []timeline.Company) companyNames {
	n := companyNames{map[timeline.GSID]bool{}, map[timeline.AccountKey]timeline.GSID{}, map[string][]timeline.GSID{}}
	for _, c := range all {
		n.ids[c.GSID] = true
		n.accounts[timeline.KeyOfAccount(c.CRMSystem, c.CRMAccountID)] = c.GSID
		n.names[plain(c.Name)] = append(n.names[plain(c.Name)], c.GSID)
	}
	return n
}

// find finds the company of a place: by its id, its account, its name; problem says why there is none.
func (n companyNames) find(p place, o Options) (id timeline.GSID, problem string) {
	if p.Company != "" {
		if !n.ids[p.Company] {
			return "", "there is no company " + string(p.Company) + "; import the companies first"
		}
		return p.Company, ""
	}
	if p.account != "" {
		var s timeline.CRMSystem
		if p.system != "" {
			if err := system(&s, p.system); err != nil {
				return "", err.Error()
			}
		}
		if id := n.accounts[timeline.KeyOfAccount(cmp.Or(s, o.CRMSystem), p.account)]; id != "" {
			return id, ""
		}
		if p.name == "" {
			return "", "there is no company with the account " + short(p.account) + "; import the companies first"
		}
	}
	switch same := n.names[plain(p.name)]; len(same) {
	case 0:
		return "", "there is no company " + short(p.name) + "; import the companies first"
	case 1:
		return same[0], ""
	}
	return "", "there are several companies " + short(p.name) + "; name it by its id"
}

// makeUsers plans a table of users. A row is the user of its id, else of its username; one that has neither is the only user of its e-mail address.
func makeUsers(table iter.Seq[Row], titles []string, columns Columns, before State, o Options) Plan {
	p := Plan{Kind: Users}
	all := slices.Clone(before.Users)
	byID, byName, byEmail := map[timeline.GSID]int{}, map[string]int{}, map[string][]int{}
	note := func(i int) {
		byID[all[i].GSID] = i
		if name := timeline.NormalEmail(all[i].Username); name != "" {
			byName[name] = i
		}
		if at := byEmail[timeline.NormalEmail(all[i].Email)]; !slices.Contains(at, i) {
			byEmail[timeline.NormalEmail(all[i].Email)] = append(at, i)
		}
	}
	for i := range all {
		note(i)
	}
	rows := map[int]int{}
	for row := range table {
		said, wrong := peek(Users, row, titles, columns)
		if len(wrong) > 0 {
			p.Errors = append(p.Errors, wrong...)
			continue
		}
		i, known := byID[said.user.GSID]
		name := timeline.NormalEmail(said.user.Username)
		if said.user.GSID == "" {
			i, known = byName[name]
			if name == "" {
				same := slices.DeleteFunc(slices.Clone(byEmail[timeline.NormalEmail(said.user.Email)]), func(i int) bool { return rows[i] > 0 })
				if len(same) > 1 {
					p.wrong(row, "there are several users with the address %s; name the user by gsid or username", said.user.Email)
					continue
				}
				if known = len(same) == 1; known {
					i = same[0]
				}
			}
		}
		if first := rows[i]; known && first > 0 {
			p.wrong(row, "the user stands in row %d already", first)
			continue
		}
		var was timeline.User
		now := object{user: timeline.User{GSID: said.user.GSID, Active: true, SystemType: timeline.InternalUser}}
		if known {
			was = all[i]
			now.user = was
			now.user.Custom = clonedMap(was.Custom)
		}
		fill(Users, row, titles, columns, &now)
		u := licensed(now.user)
		if u.Email == "" {
			p.wrong(row, "the user has no e-mail address")
			continue
		}
		if owner, taken := byName[timeline.NormalEmail(u.Username)]; taken && u.Username != "" && (!known || owner != i) {
			p.wrong(row, "the username %s is that of another user already", u.Username)
			continue
		}
		if u.GSID == "" {
			u.GSID = o.newID()
		}
		if !known {
			i = len(all)
			all = append(all, u)
		}
		if p.count(known, was, u, u.Email, u.Name()) {
			p.users = append(p.users, u)
		}
		all[i] = u
		rows[i] = row.Number
		note(i)
	}
	return p
}

// licensed gives an active user without a license the one that Gainsight gave its unlicensed ones; None is for inactive ones only.
func licensed(u timeline.User) timeline.User {
	switch {
	case !u.Active:
		u.License = cmp.Or(u.License, timeline.NoLicense)
	case u.License != "" && u.License != timeline.NoLicense:
	case u.SystemType == timeline.InternalUser:
		u.License = timeline.IC
	default:
		u.License = timeline.ExternalLicense
	}
	return u
}
