package directory

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tamtam/core/directory"
	"tamtam/core/index"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
)

// columns is how many columns a table has.
const columns = 4

// line is an object as a row of a table.
type line struct {
	id     timeline.GSID
	cells  [columns]string
	number float64 // of the last column, where that is one
	lower  string  // what a search looks at
}

// titles are the columns of the tables.
var titles = map[directory.Kind][columns]string{
	directory.Companies: {"Company", "CRM account", "Industry", "ARR"},
	directory.Persons:   {"Person", "E-mail", "Company", "Title"},
	directory.Users:     {"User", "E-mail", "License", "Status"},
}

// isNumber tells whether a column holds numbers.
func isNumber(k directory.Kind, column int) bool {
	return k == directory.Companies && column == columns-1
}

// linesOf are the rows of a table, in the order of the ids.
func linesOf(k directory.Kind, s directory.State) (all []line) {
	switch k {
	case directory.Companies:
		all = make([]line, len(s.Companies))
		for i, c := range s.Companies {
			all[i] = line{id: c.GSID, cells: [columns]string{c.Name, sayAccount(c), c.Industry, ""}, number: -1}
			if c.ARR != nil {
				all[i].number, all[i].cells[3] = *c.ARR, humane.Number(int64(*c.ARR))
			}
		}
	case directory.Persons:
		names := make(map[timeline.GSID]string, len(s.Companies))
		for _, c := range s.Companies {
			names[c.GSID] = c.Name
		}
		all = make([]line, len(s.Persons))
		for i, p := range s.Persons {
			company, title := placeOf(p, names)
			all[i] = line{id: p.GSID, cells: [columns]string{cmp.Or(p.Name(), p.Email), p.Email, company, title}}
		}
	case directory.Users:
		all = make([]line, len(s.Users))
		for i, u := range s.Users {
			all[i] = line{id: u.GSID, cells: [columns]string{cmp.Or(u.Name(), u.Email), u.Email, u.License.Label(), sayActive(u)}}
		}
	}
	for i := range all {
		all[i].lower = strings.ToLower(strings.Join(all[i].cells[:], "\n"))
	}
	return all
}

// placeOf is the company that a person's meetings are put under first, and what the person is there.
func placeOf(p timeline.Person, names map[timeline.GSID]string) (company, title string) {
	if len(p.Companies) == 0 {
		return "", ""
	}
	i := max(0, slices.IndexFunc(p.Companies, func(c timeline.CompanyPerson) bool { return c.Primary }))
	company = cmp.Or(names[p.Companies[i].Company], string(p.Companies[i].Company))
	if n := len(p.Companies) - 1; n > 0 {
		company += " +" + strconv.Itoa(n)
	}
	return company, p.Companies[i].Title
}

// order is by which column a table is sorted.
type order struct {
	column int
	down   bool
}

// chosen are the places of the lines that have all words of a search, in order.
func chosen(k directory.Kind, all []line, search string, o order) []int {
	words := strings.Fields(strings.ToLower(search))
	shown := make([]int, 0, len(all))
	for i := range all {
		if has(all[i].lower, words) {
			shown = append(shown, i)
		}
	}
	keys := make([]string, len(all))
	for _, i := range shown {
		keys[i] = index.OrderKey(all[i].cells[o.column])
	}
	number := isNumber(k, o.column)
	slices.SortFunc(shown, func(a, b int) int {
		by := cmp.Compare(keys[a], keys[b])
		if number {
			by = cmp.Compare(all[a].number, all[b].number)
		}
		if o.down {
			by = -by
		}
		return cmp.Or(by, cmp.Compare(a, b))
	})
	return shown
}
