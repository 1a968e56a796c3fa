package settings

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// storageCard shows where the database is and checks it.
type storageCard struct {
	needs Needs
	scope *task.Scope

	object *fyne.Container
	place  *fyne.Container
	size   *kit.Text
	check  *check
}

func newStorageCard(n Needs) *storageCard {
	c := &storageCard{needs: n, place: container.NewStack(), size: kit.NewText("")}
	c.check = newCheck("Check", sayChecking, c.begin, func() { c.object.Refresh() })
	size := kit.Line(4, kit.Sized(28, 0, kit.NewMuted("Size")), kit.Grow(c.size), c.check.button)
	c.object = kit.Column(2, c.place, size, c.check.result)
	return c
}

func (c *storageCard) enter(s *task.Scope) {
	c.scope = s
	c.check.rest()
	task.Do(s, c.needs.Storage.Place, func(p Place, err error) {
		if err != nil {
			c.check.say(kit.NewBanner(kit.Bad, say.Error(err, sayNotMeasured).Line()))
			return
		}
		c.place.Objects = []fyne.CanvasObject{c.needs.path("Database", p.Path, filepath.Dir(p.Path))}
		c.place.Refresh()
		c.size.Set(humane.Size(p.Size))
		c.object.Refresh()
	})
}

func (c *storageCard) begin() {
	task.DoContext(c.check.attempt.Next(c.scope.Context()), c.scope, func(ctx context.Context) (store.Report, error) {
		return c.needs.Storage.Check(ctx)
	}, func(r store.Report, err error) {
		c.check.rest()
		if err != nil {
			c.check.say(kit.NewBanner(kit.Bad, say.Error(err, sayNotChecked).Line()))
			return
		}
		sentence, tone := sayChecked(r)
		parts := []fyne.CanvasObject{kit.NewBanner(tone, sentence)}
		if len(r.Problems) > 0 {
			parts = append(parts, kit.NewDetails(strings.Join(r.Problems, "\n"), c.needs.Clipboard))
		}
		c.check.say(kit.Column(1, parts...))
	})
}
