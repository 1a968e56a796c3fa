package directory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// form is the dialog that changes an object, or makes one.
type form struct {
	page   *List
	kind   directory.Kind
	id     timeline.GSID
	rows   []directory.Cells // as they are; of a person one for each company
	fields []*field
	wrong  *kit.Banner
	box    *kit.Dialog
}

// field is an input for a cell of a row.
type field struct {
	row   int
	name  directory.Field
	value func() string
	shown *kit.FormField
	input fyne.Focusable
}

// openForm opens the form of an object, or of a new one when id is "".
func openForm(p *List, k directory.Kind, id timeline.GSID) {
	f := &form{page: p, kind: k, id: id, wrong: kit.NewBanner(kit.Bad, "")}
	f.rows = rowsOf(p.state, k, id)
	if len(f.rows) == 0 {
		return
	}
	f.wrong.Hide()
	title, verb := "Add a "+one[k], "Add"
	if id != "" {
		title, verb = "Edit the "+one[k], "Save"
	}
	content := f.build()
	f.box = &kit.Dialog{Title: title, Content: container.NewPadded(content), Confirm: verb, Width: 170, Height: 150, OnConfirm: f.save}
	f.box.Focus = f.fields[0].input
	p.needs.Stage.Open(f.box)
}

// rowsOf are an object's cells: none when it is not there any more.
func rowsOf(s directory.State, k directory.Kind, id timeline.GSID) []directory.Cells {
	if id == "" {
		return []directory.Cells{{"active": "true"}}
	}
	switch k {
	case directory.Companies:
		if i := slices.IndexFunc(s.Companies, func(c timeline.Company) bool { return c.GSID == id }); i >= 0 {
			return []directory.Cells{directory.CellsOfCompany(s.Companies[i])}
		}
	case directory.Persons:
		if i := slices.IndexFunc(s.Persons, func(p timeline.Person) bool { return p.GSID == id }); i >= 0 {
			return directory.CellsOfPerson(s.Persons[i])
		}
	case directory.Users:
		if i := slices.IndexFunc(s.Users, func(u timeline.User) bool { return u.GSID == id }); i >= 0 {
			return []directory.Cells{directory.CellsOfUser(s.Users[i])}
		}
	}
	return nil
}

// ofPlace are the fields of a person's place in a company.
var ofPlace = []directory.Field{"company_name", "title", "role", "is_primary_company", "active"}

// notEntered are fields that a person does not enter: the id, what a table only looks companies up by, and what tells when something was made.
var notEntered = []directory.Field{"gsid", "created_at", "modified_at"}

func (f *form) build() fyne.CanvasObject {
	if f.kind == directory.Persons {
		return f.buildPerson()
	}
	names := slices.DeleteFunc(directory.Fields(f.kind), func(n directory.Field) bool { return slices.Contains(notEntered, n) })
	for _, n := range slices.Sorted(maps.Keys(f.rows[0])) {
		if strings.HasPrefix(string(n), directory.Custom) {
			names = append(names, n)
		}
	}
	return kit.Column(4, f.wrong, f.grid(0, names))
}

func (f *form) buildPerson() fyne.CanvasObject {
	parts := []fyne.CanvasObject{f.wrong, f.grid(0, []directory.Field{"email", "first_name", "last_name", "external_id"})}
	names := map[timeline.GSID]string{}
	for _, c := range f.page.state.Companies {
		names[c.GSID] = c.Name
	}
	for i, row := range f.rows {
		id := timeline.GSID(row["company_gsid"])
		title := "Company"
		if len(f.rows) > 1 {
			title = "Company " + string(rune('1'+i%9))
		}
		row["company_name"] = cmp.Or(names[id], string(id))
		if id == "" {
			row["active"] = "true"
		}
		parts = append(parts, kit.NewDivider(), kit.NewStrong(title), f.grid(i, ofPlace))
	}
	return kit.Column(4, parts...)
}

// grid makes inputs for fields of a row.
func (f *form) grid(row int, names []directory.Field) fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(names))
	for _, n := range names {
		one := newField(row, n, f.rows[row][n])
		f.fields = append(f.fields, one)
		objects = append(objects, one.shown)
	}
	return kit.Grid(45, objects...)
}

// choices are the fields that have one of a few values, "" among them where they need none.
var choices = map[directory.Field][]string{
	"crm_system":  {"", string(timeline.Salesforce), string(timeline.MicrosoftDynamics), string(timeline.GenericCRM)},
	"managed_as":  {string(timeline.Customer), string(timeline.ExCustomer), string(timeline.Partner), string(timeline.Prospect)},
	"license":     {"", string(timeline.Full), string(timeline.ViewerAnalytics), string(timeline.Viewer), string(timeline.IC), string(timeline.ExternalLicense), string(timeline.NoLicense)},
	"system_type": {string(timeline.InternalUser), string(timeline.ExternalUser), string(timeline.PartnerUser), string(timeline.SystemUser), string(timeline.GuestUser)},
	"active":      {"true", "false"}, "is_primary_company": {"false", "true"},
}

func newField(row int, n directory.Field, value string) *field {
	f := &field{row: row, name: n}
	values, few := choices[n]
	if !few {
		entry := kit.NewEntry()
		entry.SetText(value)
		f.value = func() string { return entry.Text }
		f.input, f.shown = entry, kit.NewFormField(sayField(n), entry, sayHint(n))
		return f
	}
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = sayValue(v)
	}
	choice := kit.NewSelect(words, nil)
	choice.SetSelectedIndex(max(0, slices.Index(values, value)))
	f.value = func() string { return values[max(0, choice.SelectedIndex())] }
	f.input, f.shown = choice, kit.NewFormField(sayField(n), choice, sayHint(n))
	return f
}

// entered are the rows as they were entered.
func (f *form) entered() []directory.Cells {
	rows := make([]directory.Cells, len(f.rows))
	for i, row := range f.rows {
		rows[i] = maps.Clone(row)
	}
	for _, one := range f.fields {
		rows[one.row][one.name] = strings.TrimSpace(one.value())
	}
	if f.kind != directory.Persons {
		return rows
	}
	for i, row := range rows {
		for _, n := range []directory.Field{"email", "first_name", "last_name", "external_id"} {
			row[n] = rows[0][n]
		}
		switch {
		case row["company_name"] == f.rows[i]["company_name"]: // it is told by its id, which no other has
			delete(row, "company_name")
		default:
			delete(row, "company_gsid")
		}
		if row["company_name"] == "" && row["company_gsid"] == "" { // they belong to none
			for _, n := range append([]directory.Field{"company_gsid"}, ofPlace...) {
				delete(row, n)
			}
		}
	}
	return rows
}

// save keeps what was entered; the dialog stays until it is kept.
func (f *form) save() bool {
	p, rows := f.page, f.entered()
	called := cmp.Or(rows[0]["name"], strings.TrimSpace(rows[0]["first_name"]+" "+rows[0]["last_name"]), rows[0]["email"])
	name := sayChanged(f.kind, called)
	if f.id == "" {
		name = sayAdded(f.kind, called)
	}
	type kept struct {
		plan   directory.Plan
		change store.DirectoryChange
	}
	f.box.SetConfirm("Saving", false)
	task.Do(p.scope, func(ctx context.Context) (k kept, err error) {
		k.plan, k.change, err = p.needs.Book.Edit(ctx, name, f.kind, f.id, rows)
		return k, err
	}, func(k kept, err error) {
		f.box.SetConfirm("Save", true)
		f.refuse(k.plan.Errors, err)
		if err == nil && len(k.plan.Errors) == 0 {
			f.box.Close()
			p.changed(k.change)
		}
	})
	return false
}

// refuse says what is wrong: at the field where it is one's, else above all.
func (f *form) refuse(wrong []directory.RowError, err error) {
	var rest []string
	if err != nil {
		rest = append(rest, say.Error(err, sayNotKept).Line())
	}
	at := map[*field]string{}
	for _, e := range wrong {
		i := slices.IndexFunc(f.fields, func(one *field) bool {
			return string(one.name) == e.Title && (one.row == e.Row-1 || f.kind == directory.Persons && !slices.Contains(ofPlace, one.name))
		})
		if i < 0 {
			rest = append(rest, say.Sentence(e.Message))
			continue
		}
		at[f.fields[i]] = say.Sentence(e.Message)
	}
	for _, one := range f.fields {
		one.shown.SetError(at[one])
	}
	f.wrong.Hidden = len(rest) == 0
	f.wrong.Set(kit.Bad, strings.Join(slices.Compact(rest), " "))
	f.box.Content.Refresh()
}
