package directory

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"tamtam/core"
	"tamtam/core/timeline"
)

const opPlan = "import the table"

// State is what the directory holds before an import.
type State struct {
	Companies []timeline.Company
	Persons   []timeline.Person
	Users     []timeline.User
}

// Options are what a table does not say.
type Options struct {
	// CRMSystem is the one of account ids beside which no system stands.
	CRMSystem timeline.CRMSystem
	// NewID makes the ids of new objects.
	NewID func() timeline.GSID
}

// Plan is what would come of an import.
type Plan struct {
	Kind                      Kind
	Added, Changed, Unchanged int // objects
	Errors                    []RowError
	companies                 []timeline.Company
	persons                   []timeline.Person
	users                     []timeline.User
}

// RowError says what is wrong in a row, which is left out.
type RowError struct {
	Row     int    `json:"row"`
	Title   string `json:"column,omitempty"` // of the column, "" for the row as a whole
	Message string `json:"message"`
}

// String is the error in a line.
func (e RowError) String() string {
	if e.Title == "" {
		return fmt.Sprintf("Row %d: %s.", e.Row, e.Message)
	}
	return fmt.Sprintf("Row %d, %s: %s.", e.Row, e.Title, e.Message)
}

// Keeper is where the objects of a Plan are kept.
type Keeper interface {
	PutCompany(c timeline.Company) error
	PutPerson(p timeline.Person) error
	PutUser(u timeline.User) error
}

// Keep keeps what is new and what has changed.
func (p Plan) Keep(k Keeper) error {
	for _, c := range p.companies {
		if err := k.PutCompany(c); err != nil {
			return err
		}
	}
	for _, person := range p.persons {
		if err := k.PutPerson(person); err != nil {
			return err
		}
	}
	for _, u := range p.users {
		if err := k.PutUser(u); err != nil {
			return err
		}
	}
	return nil
}

// Make plans the import of a table. core.Invalid when a column is missing without which no row can be used, or one field has two columns.
func Make(k Kind, t Table, columns Columns, before State, o Options) (Plan, error) {
	if err := check(k, columns); err != nil {
		return Plan{}, err
	}
	switch k {
	case Companies:
		return makeCompanies(t, columns, before, o), nil
	case Persons:
		return makePersons(t, columns, before, o), nil
	}
	return makeUsers(t, columns, before, o), nil
}

func check(k Kind, columns Columns) error {
	seen := map[Field]bool{}
	for _, f := range columns {
		if f != "" && seen[f] {
			return core.Errorf(core.Invalid, opPlan, "two columns are assigned to %s; leave one of them out", f)
		}
		seen[f] = true
	}
	for kind, needed := range map[Kind][]Field{Companies: {"name", "gsid"}, Persons: {"email"}, Users: {"email"}} {
		if kind == k && !slices.ContainsFunc(needed, func(f Field) bool { return seen[f] }) {
			return core.Errorf(core.Invalid, opPlan, "a table of %s needs a column for %s", k, needed[0])
		}
	}
	return nil
}

// fill lays the cells of a row over an object, and tells what is wrong in them.
func fill(k Kind, row Row, titles []string, columns Columns, o *object) (errors []RowError) {
	for i, f := range columns {
		if f == "" || i >= len(row.Cells) || row.Cells[i] == "" {
			continue
		}
		if err := f.set(k, o, row.Cells[i]); err != nil {
			errors = append(errors, RowError{row.Number, titles[i], err.Error()})
		}
	}
	return errors
}

// peek reads a row by itself, for the keys by which the object that it means is found.
func peek(k Kind, row Row, titles []string, columns Columns) (o object, errors []RowError) {
	errors = fill(k, row, titles, columns, &o)
	return o, errors
}

func (p *Plan) wrong(row Row, format string, args ...any) {
	p.Errors = append(p.Errors, RowError{Row: row.Number, Message: fmt.Sprintf(format, args...)})
}

// count counts an object, and tells whether it is to be kept.
func (p *Plan) count(known bool, before, after any) bool {
	switch {
	case !known:
		p.Added++
	case reflect.DeepEqual(before, after):
		p.Unchanged++
		return false
	default:
		p.Changed++
	}
	return true
}

func makeCompanies(t Table, columns Columns, before State, o Options) Plan {
	p := Plan{Kind: Companies}
	all := slices.Clone(before.Companies)
	byID, byAccount, byName := map[timeline.GSID]int{}, map[timeline.AccountKey]int{}, map[string][]int{}
	note := func(i int) {
		byID[all[i].GSID] = i
		if key := timeline.KeyOfAccount(all[i].CRMSystem, all[i].CRMAccountID); !key.IsZero() {
			byAccount[key] = i
		}
		if at := byName[plain(all[i].Name)]; !slices.Contains(at, i) {
			byName[plain(all[i].Name)] = append(at, i)
		}
	}
	for i := range all {
		note(i)
	}
	rows := map[int]int{} // of the objects of this table
	for _, row := range t.Rows {
		said, wrong := peek(Companies, row, t.Titles, columns)
		if len(wrong) > 0 {
			p.Errors = append(p.Errors, wrong...)
			continue
		}
		if said.company.CRMAccountID != "" {
			said.company.CRMSystem = cmp.Or(said.company.CRMSystem, o.CRMSystem)
		}
		key := timeline.KeyOfAccount(said.company.CRMSystem, said.company.CRMAccountID)
		i, known := byID[said.company.GSID]
		if said.company.GSID == "" {
			if i, known = byAccount[key]; key.IsZero() || !known {
				same := byName[plain(said.company.Name)]
				if known = len(same) == 1 && (key.IsZero() || all[same[0]].CRMAccountID == ""); known {
					i = same[0]
				}
			}
		}
		if first, twice := rows[i]; known && twice {
			p.wrong(row, "the company stands in row %d already", first)
			continue
		}
		var was timeline.Company
		now := object{company: timeline.Company{GSID: said.company.GSID, ManagedAs: timeline.Customer}}
		if known {
			was = all[i]
			now.company = cloned(was)
		}
		fill(Companies, row, t.Titles, columns, &now)
		c := now.company
		if c.CRMAccountID != "" {
			c.CRMSystem = cmp.Or(c.CRMSystem, o.CRMSystem)
		}
		c.GSID = cmp.Or(c.GSID, was.GSID)
		if c.Name == "" {
			p.wrong(row, "the company has no name")
			continue
		}
		if owner, taken := byAccount[timeline.KeyOfAccount(c.CRMSystem, c.CRMAccountID)]; taken && c.CRMAccountID != "" && (!known || owner != i) {
			p.wrong(row, "the account %s of the CRM is that of %s already", c.CRMAccountID, all[owner].Name)
			continue
		}
		if c.GSID == "" {
			c.GSID = o.NewID()
		}
		if !known {
			i = len(all)
			all = append(all, c)
		}
		if p.count(known, was, c) {
			p.companies = append(p.companies, c)
		}
		all[i] = c
		rows[i] = row.Number
		note(i)
	}
	return p
}

// cloned is a company that shares nothing that a row may change.
func cloned(c timeline.Company) timeline.Company {
	c.Custom = clonedMap(c.Custom)
	return c
}

func clonedMap(m map[string]string) map[string]string {
	if m == nil {
		return nil
	}
	other := make(map[string]string, len(m))
	for k, v := range m {
		other[k] = v
	}
	return other
}
