package activity

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// show puts the runs, or what stands in their place, into the body.
func (p *List) show() {
	p.line.Hidden = len(p.all) == 0
	p.banner.Objects = nil
	if p.banner.Hidden = p.err == nil; p.err != nil {
		p.banner.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Warn, say.Error(p.err, "Not all runs could be read").Line(),
			kit.NewButton("Try again", assets.Retry, func() {
				p.err = nil
				p.show()
				p.readOlder()
			}))}
	}
	p.refilter()
	p.content.Refresh()
}

// refilter chooses the rows.
func (p *List) refilter() {
	p.shown = p.shown[:0]
	for i, r := range p.all {
		if p.filter.fits(r, p.going) {
			p.shown = append(p.shown, i)
		}
	}
	setEnabled(p.copy, len(p.shown) > 0)
	setEnabled(p.export, len(p.shown) > 0)
	p.remember()
	switch {
	case p.older && p.err == nil:
		p.count.Set(sayReading)
	case p.filter.none():
		p.count.Set(sayRuns(len(p.all)))
	default:
		p.count.Set(humane.Number(len(p.shown)) + " of " + sayRuns(len(p.all)))
	}
	p.line.Refresh()
	switch {
	case len(p.shown) > 0:
		p.replace(p.card)
		p.rows.Refresh()
	case len(p.all) > 0:
		p.replace(kit.NewEmptyState(assets.Search, "Nothing found", sayNoMatch, kit.NewButton("Show all runs", nil, p.showAll)))
	case p.loaded && p.of != "":
		p.replace(kit.NewEmptyState(assets.Activity, "No runs yet", sayNoRunsOf,
			kit.NewPrimary("Open the dataset", assets.Datasets, func() { p.needs.Routes.Dataset(p.of) })))
	case p.loaded:
		p.replace(kit.NewEmptyState(assets.Activity, "No runs yet", sayNoRuns,
			kit.NewPrimary("Go to the datasets", assets.Datasets, p.needs.Routes.Datasets)))
	}
}

// showAll takes the filters away.
func (p *List) showAll() {
	p.filter = filter{}
	p.status.SetChosen(0)
	for _, s := range []*kit.Select{p.choices, p.datasets} {
		s.Selected = s.Options[0]
		s.Refresh()
	}
	p.refilter()
	p.focus()
}

// offerDatasets fills the choice of datasets by name.
func (p *List) offerDatasets() {
	p.ids = p.ids[:0]
	for id := range p.names {
		p.ids = append(p.ids, id)
	}
	slices.SortFunc(p.ids, func(a, b core.DatasetID) int {
		return cmp.Or(cmp.Compare(strings.ToLower(p.names[a]), strings.ToLower(p.names[b])), cmp.Compare(a, b))
	})
	p.datasets.Options = p.datasets.Options[:1]
	p.datasets.Selected = p.datasets.Options[0]
	for _, id := range p.ids {
		p.datasets.Options = append(p.datasets.Options, p.names[id])
		if id == p.filter.dataset {
			p.datasets.Selected = p.names[id]
		}
	}
	if p.names[p.filter.dataset] == "" {
		p.filter.dataset = "" // it is gone
	}
	p.datasets.Refresh()
}

func (p *List) replace(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *List) fail(err error) {
	p.loaded, p.older, p.all = false, false, nil
	p.show()
	p.replace(kit.NewErrorState(trouble(err, sayNotRead), p.needs.Clipboard, kit.NewPrimary("Try again", assets.Retry, func() {
		p.body.Objects = nil
		p.read(firstPage)
	})))
}

func (p *List) open(i int) {
	if i < len(p.shown) {
		r := p.all[p.shown[i]]
		p.needs.Routes.Open(r.Dataset, r.ID)
	}
}

// key serves the keys of the highlighted row: Delete cancels a run under way.
func (p *List) key(i int, key fyne.KeyName) bool {
	if key != fyne.KeyDelete || i >= len(p.shown) {
		return false
	}
	r := p.all[p.shown[i]]
	if _, going := p.going.of(r); going {
		p.cancel(r.Dataset)
	}
	return true
}

func (p *List) cancel(id core.DatasetID) {
	p.needs.Runs.Cancel(id)
	p.look()
}

// rowsShown are the cells of the runs that the filter lets through.
func (p *List) rowsShown() [][]string {
	rows := make([][]string, len(p.shown))
	for n, i := range p.shown {
		r := p.all[i]
		g, going := p.going.of(r)
		rows[n] = cells(r, p.names[r.Dataset], standingOf(r, g, going))
	}
	return rows
}

func (p *List) copyText() {
	p.needs.Clipboard.SetContent(textOfRuns(p.rowsShown()))
	p.needs.Stage.Toast(kit.Good, "Copied "+sayRuns(len(p.shown))+".")
}

// exportSheet asks for a folder and writes the runs shown into it, for a spreadsheet.
func (p *List) exportSheet() {
	if len(p.shown) == 0 {
		return
	}
	content := sheetOfRuns(p.rowsShown())
	name := "tamtam_runs_" + p.needs.Clock.Now().UTC().Format("20060102_150405") + ".csv"
	task.Do(p.scope, func(ctx context.Context) (string, error) { return p.needs.Files.Folder(ctx), nil }, func(start string, _ error) {
		p.needs.Routes.PickFolder(start, func(folder string) {
			task.Do(p.scope, func(ctx context.Context) (string, error) { return p.needs.Files.Save(ctx, folder, name, content) }, func(path string, err error) {
				if err != nil {
					p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotSaved).Line())
					return
				}
				p.needs.Stage.Toast(kit.Good, "Written to "+path+".")
			})
		})
	})
}

func setEnabled(b *kit.Button, on bool) {
	if on == b.Disabled() {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}
