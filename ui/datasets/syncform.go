package datasets

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/kit"
)

// usualTime is the time of day that a new daily or weekly sync begins with, and usualDay the day: before work, at the week's beginning.
const (
	usualTime = core.TimeOfDay(6*60 + 30)
	usualDay  = time.Monday
)

// times are the times of day that are one press away.
var times = []core.TimeOfDay{usualTime, core.At(8, 0), core.At(12, 30), core.At(18, 0), core.At(22, 0)}

// weekdays in the order of a calendar.
var weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// syncForm is the choice of how a dataset keeps itself current.
type syncForm struct {
	object   fyne.CanvasObject
	every    *kit.Segments
	on       *kit.Segments
	onFor    *kit.FormField
	at       *kit.Entry
	atFor    *kit.FormField
	all      *kit.Check
	ticks    map[core.DataType]*kit.Check
	cells    map[core.DataType]*fyne.Container // of the ticks
	grid     *fyne.Container
	typesFor *kit.FormField
	means    *kit.Paragraph
	keep     *kit.Check
	mirror   *kit.Entry
	mirrorIn *kit.FormField
	clear    *kit.Button

	changed func()
	quiet   bool // set while the fields are filled in by us
}

// newSyncForm returns the choice. changed is called at every change; pick lets the person choose a folder.
func newSyncForm(changed func(), pick func(start string, picked func(folder string))) *syncForm {
	f := &syncForm{ticks: map[core.DataType]*kit.Check{}, cells: map[core.DataType]*fyne.Container{}}
	f.changed = func() {
		if !f.quiet {
			changed()
		}
	}
	f.buildWhen()
	f.buildTypes()
	f.buildOptions(pick)
	f.means = small("")
	when := kit.Column(4, kit.Column(3, kit.NewSubheading("Dataset Sync"), kit.Line(0, f.every, kit.Spring()), f.means), f.onFor, f.atFor, f.typesFor)
	options := kit.Column(4, kit.Column(3, kit.NewSubheading("Options"), kit.Column(0, kit.Line(0, f.keep, kit.Spring()), small(sayKeepHint))), f.mirrorIn)
	f.object = kit.Column(6, when, options)
	return f
}

// small is a hint below a tick.
func small(text string) *kit.Paragraph {
	hint := kit.NewMutedParagraph(text)
	hint.Scale = theme.SizeNameCaptionText
	return hint
}

func (f *syncForm) buildWhen() {
	words := make([]string, len(rhythms))
	for i, r := range rhythms {
		words[i] = r.words
	}
	f.every = kit.NewSegments(words, 0, func(int) { f.changed() })
	days := make([]string, len(weekdays))
	for i, day := range weekdays {
		days[i] = day.String()[:3]
	}
	f.on = kit.NewSegments(days, 0, func(int) { f.changed() })
	f.onFor = kit.NewFormField("Weekday", kit.Line(0, f.on, kit.Spring()), "")
	f.at = kit.NewEntry()
	f.at.Label, f.at.PlaceHolder = "Time of day", usualTime.String()
	f.at.OnChanged = func(string) { f.changed() }
	row := kit.Line(1, kit.Sized(24, 0, f.at))
	for _, t := range times {
		row.Add(kit.NewQuiet(t.String(), nil, func() { f.at.SetText(t.String()) }))
	}
	row.Add(kit.Spring())
	f.atFor = kit.NewFormField("Time of day", row, "")
}

func (f *syncForm) buildTypes() {
	f.all = kit.NewCheck("Sync all types", func(bool) { f.changed() })
	f.grid = kit.Grid(44)
	for _, t := range core.DataTypes() {
		f.ticks[t] = kit.NewCheck(title(t), func(bool) { f.changed() })
		f.cells[t] = kit.Line(0, f.ticks[t], kit.Spring()) // a tick is pressed on its words, not beside them
		f.grid.Add(f.cells[t])
	}
	f.typesFor = kit.NewFormField("Types", kit.Column(0, kit.Line(0, f.all, kit.Spring()), f.grid), "")
}

func (f *syncForm) buildOptions(pick func(start string, picked func(folder string))) {
	f.keep = kit.NewCheck("Keep what Gong deletes", func(bool) { f.changed() })
	f.mirror = kit.NewEntry()
	f.mirror.Label, f.mirror.PlaceHolder = "Mirror folder", "None"
	f.mirror.OnChanged = func(string) { f.changed() }
	f.clear = kit.NewIconButton(assets.Cancel, "No mirror folder", func() { f.mirror.SetText("") })
	choose := kit.NewButton("Choose…", assets.Folder, func() { pick(f.mirror.Text, f.mirror.SetText) })
	f.mirrorIn = kit.NewFormField("Mirror folder", kit.Line(2, kit.Grow(f.mirror), f.clear, choose), sayMirrorHint)
}

// fill puts a dataset's choice into the fields.
func (f *syncForm) fill(d store.Dataset) {
	f.quiet = true
	defer func() { f.quiet = false }()
	at, on := d.Sync.At, d.Sync.On
	if d.Sync.Every == core.Never {
		at = usualTime
	}
	if d.Sync.Every != core.Weekly {
		on = usualDay
	}
	f.every.SetChosen(max(0, slices.IndexFunc(rhythms, func(r rhythm) bool { return r.every == d.Sync.Every })))
	f.on.SetChosen(max(0, slices.Index(weekdays, on)))
	f.at.SetText(at.String())
	f.all.SetChecked(d.Sync.Types == nil)
	for t, tick := range f.ticks {
		tick.SetChecked(d.Sync.Types == nil || slices.Contains(d.Sync.Types, t))
	}
	f.keep.SetChecked(d.KeepDeleted)
	f.mirror.SetText(d.Mirror)
}

// read writes the choice into a dataset that has the types; false says that it cannot be used, and the fields show why.
func (f *syncForm) read(d *store.Dataset, types []core.DataType) (ok bool) {
	f.atFor.Error, f.typesFor.Error, f.mirrorIn.Error = "", "", ""
	s, ok := core.Sync{Every: rhythms[f.every.Chosen()].every}, true
	if s.Every != core.Never {
		s.Types, ok = f.readTypes(types)
		at, err := core.ParseTimeOfDay(strings.TrimSpace(f.at.Text))
		switch {
		case err == nil:
			s.At = at
		case s.Every == core.Daily || s.Every == core.Weekly:
			f.atFor.Error, ok = sentence(err), false
		default:
			s.At = usualTime
		}
		if s.Every == core.Weekly {
			s.On = weekdays[f.on.Chosen()]
		}
	}
	folder := strings.TrimSpace(f.mirror.Text)
	if folder != "" && !filepath.IsAbs(folder) {
		f.mirrorIn.Error, ok = sayMirrorWhole, false
	}
	if ok {
		d.Sync, d.KeepDeleted, d.Mirror = s, f.keep.Checked, folder
	}
	return ok
}

// readTypes are the ticked ones among a dataset's types; nil for all.
func (f *syncForm) readTypes(types []core.DataType) (ticked []core.DataType, ok bool) {
	if f.all.Checked {
		return nil, true
	}
	for _, t := range types {
		if f.ticks[t].Checked {
			ticked = append(ticked, t)
		}
	}
	if len(ticked) == 0 {
		f.typesFor.Error = sayNoSyncTypes
	}
	return ticked, len(ticked) > 0
}

// show draws the fields that the choice asks for, over a dataset's types, and what the choice means.
func (f *syncForm) show(types []core.DataType, means string) {
	every := rhythms[f.every.Chosen()].every
	f.onFor.Hidden = every != core.Weekly
	f.atFor.Hidden = every != core.Daily && every != core.Weekly
	f.typesFor.Hidden = every == core.Never
	f.typesFor.Hint = ""
	f.grid.Hidden = f.all.Checked || len(types) == 0
	if !f.all.Checked && len(types) == 0 {
		f.typesFor.Hint = sayNoTypesYet
	}
	for t, cell := range f.cells {
		cell.Hidden = !slices.Contains(types, t)
	}
	f.clear.Hidden = f.mirror.Text == ""
	f.means.Text = means
	for _, field := range []*kit.FormField{f.onFor, f.atFor, f.typesFor, f.mirrorIn} {
		field.Refresh()
	}
	f.means.Refresh()
}

// refuseMirror says why the folder cannot be the mirror, in view.
func (f *syncForm) refuseMirror(why string) {
	f.mirrorIn.SetError(why)
	kit.Focus(f.mirror)
}

// complain brings the field that cannot be used into view.
func (f *syncForm) complain() {
	switch {
	case f.atFor.Error != "":
		kit.Focus(f.at)
	case f.typesFor.Error != "":
		kit.Focus(f.all)
	case f.mirrorIn.Error != "":
		kit.Focus(f.mirror)
	}
}
