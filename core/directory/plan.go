package directory

import (
	"cmp"
	"context"
	"fmt"
	"iter"
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

// Holder is where the objects of a State are read.
type Holder interface {
	Companies() ([]timeline.Company, error)
	Persons() ([]timeline.Person, error)
	Users() ([]timeline.User, error)
}

// StateOf is what a holder holds.
func StateOf(h Holder) (s State, err error) {
	if s.Companies, err = h.Companies(); err != nil {
		return s, err
	}
	if s.Persons, err = h.Persons(); err != nil {
		return s, err
	}
	s.Users, err = h.Users()
	return s, err
}

// Options are what a table does not say.
type Options struct {
	// CRMSystem is the one of account ids beside which no system stands.
	CRMSystem timeline.CRMSystem
	// NewID makes the ids of new objects; nil makes ids as everything here has them.
	NewID func() timeline.GSID
	// Progress, if set, is told now and then how many rows of a table were planned.
	Progress func(done, all int)
}

func (o Options) newID() timeline.GSID {
	if o.NewID == nil {
		return timeline.GSID(core.NewID())
	}
	return o.NewID()
}

// Plan is what would come of an import.
type Plan struct {
	Kind                      Kind
	Added, Changed, Unchanged int // objects
	Errors                    []RowError
	// First are the first of the objects that are new or changed, mostFirst at most, in the order of the table.
	First     []Planned
	companies []timeline.Company
	persons   []timeline.Person
	users     []timeline.User
}

// mostFirst bounds Plan.First: what a person looks at before an import.
const mostFirst = 100

// Planned is an object that an import would add or change.
type Planned struct {
	New    bool
	Name   string // of a company; the e-mail address of a person or a user
	Detail string // what else tells it from others: its account, the person's name; "" where nothing does
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

// Keep keeps what is new and what has changed. core.Canceled when ctx has ended meanwhile: then some of it is kept, which the caller takes back.
func (p Plan) Keep(ctx context.Context, k Keeper) error {
	if err := keep(ctx, p.companies, k.PutCompany); err != nil {
		return err
	}
	if err := keep(ctx, p.persons, k.PutPerson); err != nil {
		return err
	}
	return keep(ctx, p.users, k.PutUser)
}

func keep[T any](ctx context.Context, all []T, put func(T) error) error {
	for i, one := range all {
		if i%every == 0 && ctx.Err() != nil {
			return core.E(core.Canceled, opPlan, ctx.Err())
		}
		if err := put(one); err != nil {
			return err
		}
	}
	return nil
}

// Make plans the import of a table. core.Invalid when a column is missing without which no row can be used, or one field has two columns;
// core.Canceled when ctx has ended meanwhile.
func Make(ctx context.Context, k Kind, t Table, columns Columns, before State, o Options) (p Plan, err error) {
	if err := check(k, columns); err != nil {
		return Plan{}, err
	}
	rows := under(ctx, t, o)
	switch k {
	case Companies:
		p = makeCompanies(rows, t.Titles, columns, before, o)
	case Persons:
		p = makePersons(rows, t.Titles, columns, before, o)
	default:
		p = makeUsers(rows, t.Titles, columns, before, o)
	}
	if err := ctx.Err(); err != nil {
		return Plan{}, core.E(core.Canceled, opPlan, err)
	}
	return p, nil
}

// every is after how many rows the progress is told, and looked whether to go on.
const every = 1000

// under are the rows of a table, until ctx ends; how far they are is told on the way.
func under(ctx context.Context, t Table, o Options) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for i, row := range t.Rows {
			if i%every == 0 {
				if ctx.Err() != nil {
					return
				}
				if o.Progress != nil {
					o.Progress(i, len(t.Rows))
				}
			}
			if !yield(row) {
				return
			}
		}
	}
}

func check(k Kind, columns Columns) error {
	seen := map[Field]bool{}
	for _, f := range columns {
		if f != "" && seen[f] {
			return core.Errorf(core.Invalid, opPlan, "two columns are assigned to %s; leave one of them out", f)
		}
		seen[f] = true
	}
	if !seen[needed[k]] && (k != Companies || !seen["gsid"]) {
		return core.Errorf(core.Invalid, opPlan, "a table of %s needs a column for %s", k, needed[k])
	}
	return nil
}

// fill lays the cells of a row over an object, and tells what is wrong in them.
func fill(k Kind, row Row, titles []string, columns Columns, o *object) (errors []RowError) {
	for i, f := range columns {
		if f == "" || i >= len(row.Cells) || row.Cells[i] == "" {
			continue
		}
		if failed(row.Cells[i]) {
			errors = append(errors, RowError{row.Number, titles[i], "holds the error " + row.Cells[i] + " of a spreadsheet; mend its formula"})
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
func (p *Plan) count(known bool, before, after any, name, detail string) bool {
	switch {
	case !known:
		p.Added++
	case reflect.DeepEqual(before, after):
		p.Unchanged++
		return false
	default:
		p.Changed++
	}
	if len(p.First) < mostFirst {
		p.First = append(p.First, Planned{!known, name, detail})
	}
	return true
}

func makeCompanies(table iter.Seq[Row], titles []string, columns Columns, before State, o Options) Plan {
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
	for row := range table {
		said, wrong := peek(Companies, row, titles, columns)
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
		fill(Companies, row, titles, columns, &now)
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
			c.GSID = o.newID()
		}
		if !known {
			i = len(all)
			all = append(all, c)
		}
		if p.count(known, was, c, c.Name, c.CRMAccountID) {
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
