package directory

import (
	"maps"
	"strconv"

	"tamtam/assets"
	"tamtam/core/directory"
	"tamtam/ui/kit"
)

// The fields of a person, and those of what is said of each of their companies.
const (
	primary = directory.Field("is_primary_company")
	company = directory.Field("company_gsid")
)

var (
	ofPerson = []directory.Field{"email", "first_name", "last_name", "external_id"}
	ofPlace  = []directory.Field{company, "title", "role", primary, "active"}
)

// placesOf is what the rows of a person say of their companies; nothing of the row of somebody who belongs to none.
func placesOf(rows []directory.Cells) (all []directory.Cells) {
	for _, row := range rows {
		if row[company] == "" {
			continue
		}
		place := directory.Cells{}
		for _, n := range ofPlace {
			place[n] = row[n]
		}
		all = append(all, place)
	}
	return all
}

// rowsOfPerson are the rows of a person with these companies.
func rowsOfPerson(person directory.Cells, places []directory.Cells) []directory.Cells {
	bare := directory.Cells{}
	for _, n := range ofPerson {
		bare[n] = person[n]
	}
	if len(places) == 0 {
		return []directory.Cells{bare}
	}
	rows := make([]directory.Cells, len(places))
	for i, place := range places {
		rows[i] = maps.Clone(bare)
		maps.Copy(rows[i], place)
	}
	return rows
}

// wrongPlaces says which companies were not chosen, and which were chosen twice: an import would leave the former out and the latter would replace
// each other.
func wrongPlaces(places []directory.Cells) (wrong []directory.RowError) {
	seen := map[string]bool{}
	for i, place := range places {
		switch id := place[company]; {
		case id == "":
			wrong = append(wrong, directory.RowError{Row: i + 1, Title: string(company), Message: sayNoCompany})
		case seen[id]:
			wrong = append(wrong, directory.RowError{Row: i + 1, Title: string(company), Message: sayTwice})
		default:
			seen[id] = true
		}
	}
	return wrong
}

// buildPerson makes the inputs of a person, and below them those of each company.
func (f *form) buildPerson() {
	f.body.Add(f.grid(own, f.cells, ofPerson))
	for i, place := range f.places {
		title := "Company"
		if len(f.places) > 1 {
			title += " " + strconv.Itoa(i+1)
		}
		remove := kit.NewQuiet("Remove", assets.Delete, func() { f.remove(i) })
		remove.Tip = "The person belongs to this company no more"
		f.body.Add(kit.NewDivider())
		f.body.Add(kit.Line(2, kit.Grow(kit.NewSubheading(title)), remove))
		f.body.Add(f.grid(i, place, ofPlace))
	}
	f.onlyOnePrimary()
	f.body.Add(kit.NewDivider())
	if len(f.places) == 0 {
		f.body.Add(kit.NewMutedParagraph(sayNoPlace))
	}
	f.body.Add(kit.Line(2, kit.NewButton("Add a company", assets.Plus, f.add), kit.Spring()))
}

// onlyOnePrimary lets the company that is made the primary one take that from the others.
func (f *form) onlyOnePrimary() {
	var all []*field
	for _, one := range f.fields {
		if one.name == primary {
			all = append(all, one)
		}
	}
	for _, one := range all {
		one.input.(*kit.Select).OnChanged = func(string) {
			for _, other := range all {
				if other != one && one.value() == "true" && other.value() == "true" {
					other.put("false")
				}
			}
		}
	}
}

// add adds a company; the first is the primary one.
func (f *form) add() {
	f.gather()
	f.places = append(f.places, directory.Cells{"active": "true", primary: strconv.FormatBool(len(f.places) == 0)})
	f.rebuild(len(f.places) - 1)
}

// remove takes a company away. Nothing is changed before the form is saved.
func (f *form) remove(i int) {
	f.gather()
	f.places = append(f.places[:i:i], f.places[i+1:]...)
	f.rebuild(min(i, len(f.places)-1))
}

// rebuild makes the inputs anew, with the focus on those of a company, or of the person when it is own.
func (f *form) rebuild(place int) {
	f.wrong.Hide()
	f.build()
	f.fit()
	for _, one := range f.fields {
		if one.place == place {
			f.box.Focus = one.input
			kit.Focus(one.input)
			return
		}
	}
}
