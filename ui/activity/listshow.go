package activity

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// show puts the runs, or what stands in their place, into the body.
func (p *List) show() {
	p.line.Hidden = p.known() == 0
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

func (p *List) fail(err error) {
	p.loaded, p.older, p.all, p.meetings = false, false, nil, nil
	p.show()
	p.body.Fail(trouble(err, sayNotRead), p.needs.Clipboard, func() { p.read(firstPage) })
}

func (p *List) open(i int) {
	switch {
	case i >= len(p.shown):
	case p.shown[i].meetings != nil:
		p.needs.Routes.OpenMeetings(p.shown[i].ID)
	default:
		p.needs.Routes.Open(p.shown[i].Dataset, p.shown[i].ID)
	}
}

// key serves the keys of the highlighted row: Delete cancels a run under way.
func (p *List) key(i int, key fyne.KeyName) bool {
	if key != fyne.KeyDelete || i >= len(p.shown) {
		return false
	}
	if p.standing(p.shown[i]).going {
		p.cancel(p.shown[i])
	}
	return true
}

func (p *List) cancel(e entry) {
	if e.meetings != nil {
		p.needs.Meetings.Stop()
	} else {
		p.needs.Runs.Cancel(e.Dataset)
	}
	p.look()
}

// rowsShown are the cells of the runs that the filter lets through.
func (p *List) rowsShown() [][]string {
	rows := make([][]string, len(p.shown))
	for i, e := range p.shown {
		if e.meetings != nil {
			rows[i] = cellsOfMeetings(e, p.standing(e))
			continue
		}
		rows[i] = cells(e.RunReport, p.names[e.Dataset], p.standing(e))
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
