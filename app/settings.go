package app

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/look"
	"tamtam/ui/settings"
)

const (
	lookSetting   = "look"
	windowSetting = "window"
)

// disk answers the storage card.
type disk struct{ *program }

var _ settings.Storage = disk{}

func (d disk) Place(context.Context) (settings.Place, error) {
	size, err := d.store.Size()
	return settings.Place{Path: d.store.Path(), Size: size}, err
}

func (d disk) Check(context.Context) (store.Report, error) { return d.store.Check() }

// appearance keeps how the window looks.
type appearance struct {
	settings *keeper
	app      fyne.App
	now      look.Options
}

var _ settings.Appearance = (*appearance)(nil)

// newAppearance gives the application the look that was chosen last.
func newAppearance(k *keeper, a fyne.App) *appearance {
	p := &appearance{settings: k, app: a}
	k.get(lookSetting, &p.now)
	a.Settings().SetTheme(look.New(p.now))
	return p
}

func (p *appearance) Look() look.Options { return p.now }

func (p *appearance) SetLook(o look.Options) {
	if o == p.now {
		return
	}
	p.now = o
	p.app.Settings().SetTheme(look.New(o))
	p.settings.set(lookSetting, o)
}

// memory keeps what the shell remembers.
type memory struct{ settings *keeper }

var _ ui.State = memory{}

func (m memory) Load() ui.Memory {
	var kept ui.Memory
	m.settings.get(windowSetting, &kept)
	return kept
}

func (m memory) Save(kept ui.Memory) { m.settings.set(windowSetting, kept) }
