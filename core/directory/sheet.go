package directory

import (
	"context"

	"tamtam/core/timeline"
)

// Sheet is a table with what it holds.
type Sheet struct {
	Kind    Kind
	Table   Table
	Columns Columns
}

// NewSheet is a table whose columns are assigned by their titles.
func NewSheet(k Kind, t Table) Sheet { return Sheet{k, t, Guess(k, t.Titles)} }

// Ignored are the titles of the columns that are left out, in their order.
func (s Sheet) Ignored() (titles []string) {
	for i, f := range s.Columns {
		if f == "" && s.Table.Titles[i] != "" {
			titles = append(titles, s.Table.Titles[i])
		}
	}
	return titles
}

// GuessKind is what a table holds, by the titles of its columns: the kind that most of them are fields of, without a doubt the one whose own they are.
func GuessKind(titles []string) Kind {
	best, most := Companies, -1
	for _, k := range Kinds() {
		n := 0
		for _, f := range Guess(k, titles) {
			switch f {
			case "":
			case "arr", "mrr", "renewal_date", "managed_as", "domains", "industry", "is_primary_company", "company_name", "role", "license", "system_type", "username",
				"timezone":
				n += 3 // no other kind has it
			default:
				n++
			}
		}
		if n > most {
			best, most = k, n
		}
	}
	return best
}

// MakeAll plans the import of tables one after the other: each finds what those before it bring. See Make.
func MakeAll(ctx context.Context, sheets []Sheet, before State, o Options) (plans []Plan, err error) {
	for _, s := range sheets {
		p, err := Make(ctx, s.Kind, s.Table, s.Columns, before, o)
		if err != nil {
			return nil, err
		}
		before = p.over(before)
		plans = append(plans, p)
	}
	return plans, nil
}

// over is the directory as it would be after the import.
func (p Plan) over(s State) State {
	s.Companies = laid(s.Companies, p.companies, func(c timeline.Company) timeline.GSID { return c.GSID })
	s.Persons = laid(s.Persons, p.persons, func(p timeline.Person) timeline.GSID { return p.GSID })
	s.Users = laid(s.Users, p.users, func(u timeline.User) timeline.GSID { return u.GSID })
	return s
}

// laid is all with others in place of those with their ids.
func laid[T any](all, others []T, id func(T) timeline.GSID) []T {
	if len(others) == 0 {
		return all
	}
	at, now := make(map[timeline.GSID]int, len(all)), append([]T(nil), all...)
	for i, one := range all {
		at[id(one)] = i
	}
	for _, one := range others {
		if i, known := at[id(one)]; known {
			now[i] = one
			continue
		}
		at[id(one)] = len(now)
		now = append(now, one)
	}
	return now
}
