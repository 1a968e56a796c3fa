//go:build xvfb && linux

package main_test

import (
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

// panel is a desktop's panel with a tray and a service for notifications, on the session's bus: what the programs show there lands here.
// The names are those of the StatusNotifierItem, the dbusmenu and the Desktop Notifications specification.
type panel struct {
	t     *testing.T
	conn  *dbus.Conn
	items chan dbus.Sender // the programs that register an icon
	notes chan string      // the titles of notifications
	icon  dbus.BusObject   // of the program that has registered last
}

const watcher = "org.kde.StatusNotifierWatcher"

func newPanel(t *testing.T) *panel {
	t.Helper()
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	p := &panel{t: t, conn: conn, items: make(chan dbus.Sender, 16), notes: make(chan string, 16)}
	export := func(methods map[string]any, path dbus.ObjectPath, name string) {
		t.Helper()
		if err := conn.ExportMethodTable(methods, path, name); err != nil {
			t.Fatal(err)
		}
	}
	export(map[string]any{"RegisterStatusNotifierItem": func(_ string, from dbus.Sender) *dbus.Error {
		p.items <- from
		return nil
	}}, "/StatusNotifierWatcher", watcher)
	export(map[string]any{"Notify": func(_ string, _ uint32, _, title, _ string, _ []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
		p.notes <- title
		return 1, nil
	}}, "/org/freedesktop/Notifications", "org.freedesktop.Notifications")
	if _, err := prop.Export(conn, "/StatusNotifierWatcher", prop.Map{watcher: {"IsStatusNotifierHostRegistered": {Value: true}}}); err != nil {
		t.Fatal(err)
	}
	p.take("org.freedesktop.Notifications")
	p.take(watcher)
	return p
}

func (p *panel) take(name string) {
	p.t.Helper()
	if reply, err := p.conn.RequestName(name, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		p.t.Fatalf("%s: %v, %v", name, reply, err)
	}
}

// restart goes and comes back, as a panel that has crashed does.
func (p *panel) restart() {
	p.t.Helper()
	if _, err := p.conn.ReleaseName(watcher); err != nil {
		p.t.Fatal(err)
	}
	p.take(watcher)
}

// registered waits for a program's icon.
func (p *panel) registered() {
	p.t.Helper()
	select {
	case from := <-p.items:
		p.icon = p.conn.Object(string(from), "/StatusNotifierItem/menu")
	case <-after():
		p.t.Fatal("no icon was registered")
	}
}

// told waits for a notification and returns its title.
func (p *panel) told() string {
	p.t.Helper()
	select {
	case title := <-p.notes:
		return title
	case <-after():
		p.t.Fatal("no notification came")
		return ""
	}
}

// line is an item of a menu.
type line struct {
	id      int32
	label   string
	enabled bool
}

// menu reads the menu of the icon, without separators.
func (p *panel) menu() []line {
	p.t.Helper()
	type node struct {
		ID       int32
		Values   map[string]dbus.Variant
		Children []dbus.Variant
	}
	var revision uint32
	var root node
	if err := p.icon.Call("com.canonical.dbusmenu.GetLayout", 0, int32(0), int32(-1), []string{}).Store(&revision, &root); err != nil {
		p.t.Fatal(err)
	}
	var lines []line
	for _, child := range root.Children {
		var item node
		if err := dbus.Store([]any{child.Value()}, &item); err != nil {
			p.t.Fatal(err)
		}
		label, _ := item.Values["label"].Value().(string)
		enabled, _ := item.Values["enabled"].Value().(bool)
		if label != "" {
			lines = append(lines, line{item.ID, label, enabled})
		}
	}
	return lines
}

// press presses what the menu calls so.
func (p *panel) press(label string) {
	p.t.Helper()
	menu := p.menu()
	i := slices.IndexFunc(menu, func(l line) bool { return l.label == label && l.enabled })
	if i < 0 {
		p.t.Fatalf("no %q in %+v", label, menu)
	}
	if err := p.icon.Call("com.canonical.dbusmenu.Event", 0, menu[i].id, "clicked", dbus.MakeVariant(int32(0)), uint32(0)).Err; err != nil {
		p.t.Fatal(err)
	}
}

// click clicks the icon itself.
func (p *panel) click() {
	p.t.Helper()
	item := p.conn.Object(p.icon.Destination(), "/StatusNotifierItem")
	if err := item.Call("org.kde.StatusNotifierItem.Activate", 0, int32(0), int32(0)).Err; err != nil {
		p.t.Fatal(err)
	}
}
