package settings

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// storageCard shows where the database is and checks it.
type storageCard struct {
	needs   Needs
	scope   *task.Scope
	attempt task.Latest
	busy    bool

	object *fyne.Container
	place  *fyne.Container
	size   *kit.Text
	check  *kit.Button
	result *fyne.Container
}

func newStorageCard(n Needs) *storageCard {
	c := &storageCard{needs: n, place: container.NewStack(), size: kit.NewText(""), result: container.NewStack()}
	c.check = kit.NewButton("Check", assets.Check, c.checkOrStop)
	c.result.Hide()
	size := kit.Line(4, kit.Sized(28, 0, kit.NewMuted("Size")), kit.Grow(c.size), c.check)
	c.object = kit.Column(2, c.place, size, c.result)
	return c
}

func (c *storageCard) enter(s *task.Scope) {
	c.scope = s
	c.rest()
	task.Do(s, c.needs.Storage.Place, func(p Place, err error) {
		if err != nil {
			c.say(kit.NewBanner(kit.Bad, say.Error(err, sayNotMeasured).Line()))
			return
		}
		c.place.Objects = []fyne.CanvasObject{c.needs.path("Database", p.Path, filepath.Dir(p.Path))}
		c.place.Refresh()
		c.size.Set(humane.Size(p.Size))
		c.object.Refresh()
	})
}

func (c *storageCard) say(o fyne.CanvasObject) {
	c.result.Objects = []fyne.CanvasObject{o}
	c.result.Show()
	c.object.Refresh()
}

func (c *storageCard) rest() {
	c.busy = false
	c.check.SetIcon(look.Themed(assets.Check))
	c.check.SetText("Check")
}

func (c *storageCard) checkOrStop() {
	if c.busy {
		c.attempt.Stop()
		c.rest()
		c.result.Hide()
		c.object.Refresh()
		return
	}
	c.busy = true
	c.check.SetIcon(look.Themed(assets.Cancel))
	c.check.SetText("Stop")
	bar := kit.NewProgressBar()
	bar.Value = -1
	c.say(kit.Column(1.5, kit.NewMuted(sayChecking), bar))
	task.DoContext(c.attempt.Next(c.scope.Context()), c.scope, func(ctx context.Context) (store.Report, error) {
		return c.needs.Storage.Check(ctx)
	}, func(r store.Report, err error) {
		c.rest()
		if err != nil {
			c.say(kit.NewBanner(kit.Bad, say.Error(err, sayNotChecked).Line()))
			return
		}
		sentence, tone := sayChecked(r)
		parts := []fyne.CanvasObject{kit.NewBanner(tone, sentence)}
		if len(r.Problems) > 0 {
			parts = append(parts, kit.NewDetails(strings.Join(r.Problems, "\n"), c.needs.Clipboard))
		}
		c.say(kit.Column(1, parts...))
	})
}
