package datasets

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// newConnectionBanner says what is wrong with a connection and has the one button that mends it.
func newConnectionBanner(n Needs, c Connection, several, locked bool, mended func()) fyne.CanvasObject {
	if c.Attention == "" && locked {
		return kit.NewBanner(kit.Warn, sayLocked, kit.NewButton("Unlock", assets.Lock, func() { n.Routes.Unlock(mended) }))
	}
	return kit.NewBanner(kit.Warn, sayAttention(c, several), kit.NewButton("Reconnect", assets.Plug, func() { n.Routes.Connect(c.ID, mended) }))
}

// lostButtons help a dataset whose account is not connected: connect it, or, where there are others, choose one of them.
func lostButtons(n Needs, e Entry, others bool, mended func()) []fyne.CanvasObject {
	buttons := []fyne.CanvasObject{kit.NewButton("Connect Gong", assets.Plug, func() { n.Routes.Connect("", mended) })}
	if others && e.Dataset.ID != "" {
		buttons = append(buttons, kit.NewButton("Choose an account", nil, func() { n.Routes.Edit(e.Dataset.ID) }))
	}
	return buttons
}

// offerConnection tells why a dataset cannot be imported, with what helps: one button has room.
func offerConnection(n Needs, e Entry, others bool, mended func()) {
	if others && e.Dataset.ID != "" {
		n.Stage.ToastWith(kit.Warn, sayLost(e, others), "Choose an account", func() { n.Routes.Edit(e.Dataset.ID) })
		return
	}
	n.Stage.ToastWith(kit.Warn, sayNoConnection+".", "Connect Gong", func() { n.Routes.Connect("", mended) })
}

// shut tells that a connection works once the passphrase is entered.
func (c Connection) shut(locked bool) bool {
	return locked && c.ID != "" && !c.Sample && c.Attention == ""
}

// lookForLock finds out whether a passphrase is wanted. It does not keep a screen waiting: the keychain may take seconds.
func lookForLock(s *task.Scope, n Needs, found func(locked bool)) {
	task.Do(s, func(ctx context.Context) (bool, error) { return n.Connections.Locked(ctx), nil }, func(locked bool, _ error) { found(locked) })
}
