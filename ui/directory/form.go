package directory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// form is the dialog that changes an object, or makes one.
type form struct {
	page   *List
	kind   directory.Kind
	id     timeline.GSID // "" of a new one
	cells  directory.Cells
	places []directory.Cells // of a person: what is said of each company
	fields []*field
	wrong  *kit.Banner
	body   *fyne.Container
	scroll *container.Scroll
	box    *kit.Dialog
}

// openForm opens the form of an object, or of a new one when id is "".
func openForm(p *List, k directory.Kind, id timeline.GSID) {
	rows := rowsOf(p.state, k, id)
	if len(rows) == 0 {
		return
	}
	f := &form{page: p, kind: k, id: id, cells: rows[0], wrong: kit.NewBanner(kit.Bad, ""), body: kit.Column(4)}
	if k == directory.Persons {
		f.places = placesOf(rows)
	}
	f.wrong.Hide()
	f.build()
	title := "Add a " + one[k]
	if id != "" {
		title = "Edit the " + one[k]
	}
	f.scroll = kit.NewVScroll(kit.TopLine(0, kit.Grow(kit.Pad(0.5, f.body)), kit.Sized(2, 0, kit.Spring()))) // beside it the bar
	f.box = &kit.Dialog{Title: title, Content: f.scroll, Confirm: f.verb(), Width: 176, OnConfirm: f.save, Focus: f.fields[0].input}
	p.needs.Stage.Open(f.box)
	f.fit()
	f.scroll.ScrollToTop() // the focus came before there was room
}

// fit makes the dialog as high as its inputs ask for, and the window allows.
func (f *form) fit() {
	f.body.Refresh() // wrapped text knows its height once it has its width
	f.scroll.SetMinSize(fyne.NewSize(0, min(f.scroll.Content.MinSize().Height, f.box.Room()-look.Space(around))))
	f.box.Fit()
}

func (f *form) verb() string {
	if f.id == "" {
		return "Add"
	}
	return "Save"
}

// rowsOf are an object's cells, of a person one row for each company: none when it is not there any more.
func rowsOf(s directory.State, k directory.Kind, id timeline.GSID) []directory.Cells {
	switch {
	case id != "":
	case k == directory.Users:
		return []directory.Cells{{"active": "true"}}
	default:
		return []directory.Cells{{}}
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

// build makes the inputs, of what the cells hold.
func (f *form) build() {
	f.fields = nil
	f.body.Objects = []fyne.CanvasObject{f.wrong}
	if f.kind == directory.Persons {
		f.buildPerson()
	} else {
		f.body.Add(f.grid(own, f.cells, fieldsOf(f.kind, f.cells)))
	}
	f.body.Refresh()
}

// inRow and inPlace are how many inputs stand side by side: of the object, and of a person's company, which then takes one row.
const (
	inRow   = 4
	inPlace = 5
)

// grid makes inputs for fields. Each row is as high as it needs to be, so that an error does not move all.
func (f *form) grid(place int, cells directory.Cells, names []directory.Field) fyne.CanvasObject {
	rows, across := kit.Column(3), inRow
	if place != own {
		across = inPlace
	}
	for some := range slices.Chunk(names, across) {
		var objects []fyne.CanvasObject
		for _, n := range some {
			one := f.newField(place, n, cells[n])
			f.fields = append(f.fields, one)
			objects = append(objects, one.shown)
		}
		for len(objects) < across {
			objects = append(objects, kit.Spring())
		}
		rows.Add(kit.Grid(24, objects...))
	}
	return rows
}

// gather puts what was entered into the cells.
func (f *form) gather() {
	for _, one := range f.fields {
		cells := f.cells
		if one.place != own {
			cells = f.places[one.place]
		}
		cells[one.name] = strings.TrimSpace(one.value())
	}
}

// entered are the object's rows as they were entered.
func (f *form) entered() []directory.Cells {
	f.gather()
	if f.kind == directory.Persons {
		return rowsOfPerson(f.cells, f.places)
	}
	return []directory.Cells{f.cells}
}

// save keeps what was entered; the dialog stays until it is kept.
func (f *form) save() bool {
	p, rows := f.page, f.entered()
	if wrong := wrongPlaces(f.places); len(wrong) > 0 {
		f.refuse(wrong, nil)
		return false
	}
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
		f.box.SetConfirm(f.verb(), true)
		f.refuse(k.plan.Errors, err)
		if err == nil && len(k.plan.Errors) == 0 {
			f.box.Close()
			p.changed(k.change)
		}
	})
	return false
}

// refuse says what is wrong: at the field where it is one's, which gets the focus, else above all.
func (f *form) refuse(wrong []directory.RowError, err error) {
	var rest []string
	if err != nil {
		rest = append(rest, say.Error(err, sayNotKept).Line())
	}
	at := map[*field]string{}
	for _, e := range wrong {
		i := slices.IndexFunc(f.fields, func(one *field) bool { return one.of(e) })
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
	f.fit()
	if i := slices.IndexFunc(f.fields, func(one *field) bool { return at[one] != "" }); i >= 0 {
		kit.Focus(f.fields[i].input)
	}
}
