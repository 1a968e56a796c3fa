package directory

import (
	"context"
	"reflect"
	"slices"

	"tamtam/core"
	"tamtam/core/timeline"
)

const opEdit = "change the directory"

// Edit plans that a person gives an object other fields, by the rules of an import, but that a field without a cell is emptied. id is the object's,
// "" for a new one; rows hold all its fields: several rows are those of a person with several companies. Of an error, Row is the place of the row from
// 1 on and Title the field. core.NotFound when there is no such object; core.Invalid as Make.
func Edit(ctx context.Context, k Kind, id timeline.GSID, rows []Cells, before State, o Options) (Plan, error) {
	rows = slices.Clone(rows)
	made := id
	if made == "" { // with an id of its own it is nobody else, whatever its name, address or account
		made = o.newID()
	}
	for i := range rows {
		cells := Cells{}
		for f, cell := range rows[i] {
			cells[f] = cell
		}
		cells["gsid"] = string(made)
		if _, asked := cells[needed[k]]; !asked { // so that its absence is an error of the row, not of the table
			cells[needed[k]] = ""
		}
		rows[i] = cells
	}
	table, columns := tableOf(rows)
	bare, was, err := bared(k, id, before)
	if err != nil {
		return Plan{}, err
	}
	if k == Persons {
		if owner := personOf(bare, rows[0]["email"]); owner != "" {
			return Plan{Kind: k, Errors: []RowError{{1, "email", "another person has this e-mail address already"}}}, nil
		}
	}
	p, err := Make(ctx, k, table, columns, bare, o)
	if err != nil || len(p.Errors) > 0 {
		return Plan{Kind: k, Errors: p.Errors}, err
	}
	return p.against(was), nil
}

// needed is the field without which there is no object.
var needed = map[Kind]Field{Companies: "name", Persons: "email", Users: "email"}

// bared is the directory with the object of the id emptied, and the object as it was; nil for a new one.
func bared(k Kind, id timeline.GSID, s State) (State, any, error) {
	if id == "" {
		return s, nil, nil
	}
	switch k {
	case Companies:
		if i := slices.IndexFunc(s.Companies, func(c timeline.Company) bool { return c.GSID == id }); i >= 0 {
			was := s.Companies[i]
			s.Companies = slices.Clone(s.Companies)
			s.Companies[i] = timeline.Company{GSID: id, ManagedAs: timeline.Customer}
			return s, was, nil
		}
	case Persons:
		if i := slices.IndexFunc(s.Persons, func(p timeline.Person) bool { return p.GSID == id }); i >= 0 {
			was := s.Persons[i]
			s.Persons = slices.Delete(slices.Clone(s.Persons), i, i+1)
			return s, was, nil
		}
	case Users:
		if i := slices.IndexFunc(s.Users, func(u timeline.User) bool { return u.GSID == id }); i >= 0 {
			was := s.Users[i]
			s.Users = slices.Clone(s.Users)
			s.Users[i] = timeline.User{GSID: id, Active: true, SystemType: timeline.InternalUser, CreatedBySync: was.CreatedBySync}
			return s, was, nil
		}
	}
	return s, nil, core.E(core.NotFound, opEdit, nil)
}

func personOf(s State, email string) timeline.GSID {
	for _, p := range s.Persons {
		if key := timeline.NormalEmail(p.Email); key != "" && key == timeline.NormalEmail(email) {
			return p.GSID
		}
	}
	return ""
}

// against counts the one object of a plan against what it was before it was emptied.
func (p Plan) against(was any) Plan {
	if was == nil {
		return p
	}
	var is any
	switch {
	case len(p.companies) == 1:
		is = p.companies[0]
	case len(p.persons) == 1:
		is = p.persons[0]
	case len(p.users) == 1:
		is = p.users[0]
	}
	if reflect.DeepEqual(was, is) {
		return Plan{Kind: p.Kind, Unchanged: 1}
	}
	p.Added, p.Changed, p.Unchanged = 0, 1, 0
	return p
}
