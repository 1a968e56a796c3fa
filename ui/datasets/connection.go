package datasets

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// newConnectionBanner says what is wrong with a connection and has the one button that mends it.
func newConnectionBanner(n Needs, c Connection, several bool, l *lock, mended func()) fyne.CanvasObject {
	return kit.NewBanner(kit.Warn, sayHindrance(c, several, l), mendButton(n, c, l, mended))
}

// mendButton is the button that mends what keeps a connection from working.
func mendButton(n Needs, c Connection, l *lock, mended func()) fyne.CanvasObject {
	switch l.hinders(c).Mend {
	case say.MendUnlock:
		return kit.NewButton("Unlock", assets.Lock, func() { n.Routes.Unlock(mended) })
	case say.MendRetry:
		again := kit.NewButton("Try again", assets.Retry, l.retry)
		again.SetEnabled(!l.asking)
		return again
	case say.MendDisconnect:
		return kit.NewButton("Open Settings", assets.Settings, n.Routes.Settings)
	}
	return kit.NewButton("Reconnect", assets.Plug, func() { n.Routes.Connect(c.ID, mended) })
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
