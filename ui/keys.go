package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// binding is a row of the table of shortcuts, the only one: what is bound and what F1 shows both come from it.
type binding struct {
	key      fyne.KeyName
	modifier fyne.KeyModifier
	keys     string // as a person reads them
	what     string
	do       func(s *Shell)
}

const ctrl = fyne.KeyModifierShortcutDefault

func command(c Command) func(*Shell) { return func(s *Shell) { s.command(c) } }

// bindings are the rows that do not depend on the sections.
func bindings() []binding {
	return []binding{
		{fyne.KeyF1, 0, "F1", "Show this list", (*Shell).cheatSheet},
		{fyne.KeyF5, 0, "F5", "Bring up to date", command(ToRefresh)},
		{fyne.KeyN, ctrl, "Ctrl+N", "New", command(ToCreate)},
		{fyne.KeyF, ctrl, "Ctrl+F", "Go to the search field", command(ToFind)},
		{fyne.KeyE, ctrl, "Ctrl+E", "Export", command(ToExport)},
		{fyne.KeyC, ctrl | fyne.KeyModifierShift, "Ctrl+Shift+C", "Copy with its source", command(ToCite)},
		{fyne.KeyQ, 0, "Q", "Add it to the quotes", command(ToCollect)},
		{fyne.KeyH, 0, "H", "Highlight it", command(ToHighlight)},
		{fyne.KeyN, 0, "N", "Write a note to it", command(ToNote)},
		{fyne.KeyS, 0, "S", "Star the call", command(ToStar)},
		{fyne.KeyU, 0, "U", "Mark it unread or read", command(ToUnread)},
		{fyne.KeyEqual, ctrl, "Ctrl and +, -, 0", "Size of the text", command(ToEnlarge)},
		{fyne.KeyEqual, ctrl | fyne.KeyModifierShift, "", "", command(ToEnlarge)}, // where + is a shifted =
		{fyne.KeyPlus, ctrl, "", "", command(ToEnlarge)},
		{fyne.KeyMinus, ctrl, "", "", command(ToReduce)},
		{fyne.Key0, ctrl, "", "", command(ToNormal)},
		{fyne.KeyUp, fyne.KeyModifierAlt, "Alt+Up", "Move up in the list", command(ToRaise)},
		{fyne.KeyDown, fyne.KeyModifierAlt, "Alt+Down", "Move down in the list", command(ToLower)},
		{fyne.KeyEscape, 0, "Esc", "Close, stop editing", command(ToClose)},
		{fyne.KeyLeft, fyne.KeyModifierAlt, "Alt+Left", "Back", func(s *Shell) { s.Back() }},
		{fyne.KeyRight, fyne.KeyModifierAlt, "Alt+Right", "Forward", func(s *Shell) { s.Forward() }},
		{fyne.KeyComma, ctrl, "Ctrl+,", "Settings", func(s *Shell) { s.Go("settings") }},
		{fyne.KeyQ, ctrl, "Ctrl+Q", "Quit Tamtam", (*Shell).end},
	}
}

// general are keys that widgets handle themselves; the list names them for completeness.
var general = [][2]string{
	{"Tab, Shift+Tab", "Next, previous field"},
	{"Space", "Tick, press"},
	{"Enter", "Open a row, confirm a dialog"},
	{"Up, Down, PgUp, PgDn", "Move in lists and texts"},
	{"Home, End", "Go to their ends"},
	{"Shift and these", "Mark text"},
	{"Ctrl+A, Ctrl+C", "Mark all, copy"},
}

// keyTable is bindings and a shortcut for each section in the rail.
func (s *Shell) keyTable() []binding {
	table := bindings()
	if s.search != "" {
		table = append(table, binding{fyne.KeyK, ctrl, "Ctrl+K", "Search everything", (*Shell).Search})
	}
	n := 0
	for _, section := range s.sections {
		if section.Hidden {
			continue
		}
		n++
		digit := strconv.Itoa(n)
		table = append(table, binding{
			fyne.KeyName(digit), ctrl, "Ctrl+" + digit, section.Title, func(s *Shell) { s.Go(section.Route) },
		})
	}
	return table
}

func (s *Shell) bindKeys() {
	plain := make(map[fyne.KeyName]func(*Shell))
	canvas := s.window.Canvas()
	for _, b := range s.keyTable() {
		if b.modifier == 0 {
			plain[b.key] = b.do
			continue
		}
		canvas.AddShortcut(&desktop.CustomShortcut{KeyName: b.key, Modifier: b.modifier}, func(fyne.Shortcut) {
			if !s.stage.Modal() { // the canvas fires its shortcuts under a dialog too
				b.do(s)
			}
		})
	}
	canvas.SetOnTypedKey(func(event *fyne.KeyEvent) {
		do := plain[event.Name]
		switch {
		case s.stage.Modal():
		case do == nil:
			s.refocus(event)
		case len(event.Name) == 1: // a letter
			s.stage.Soon(func() { do(s) })
		default:
			do(s)
		}
	})
}

// refocus lets the page say where keys that move go when nothing has the focus.
func (s *Shell) refocus(event *fyne.KeyEvent) {
	canvas := s.window.Canvas()
	page, ok := s.history.page().(Focuser)
	if !ok || canvas.Focused() != nil {
		return
	}
	switch event.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		page.Focus()
		if focused := canvas.Focused(); focused != nil {
			focused.TypedKey(event)
		}
	}
}

func (s *Shell) end() {
	if s.quit != nil {
		s.unlessHeld(s.quit)
	}
}

func (s *Shell) command(c Command) {
	if page, ok := s.history.page().(Commander); ok {
		page.Command(c)
	}
}

// cheatSheet shows all keys.
func (s *Shell) cheatSheet() {
	var rows []fyne.CanvasObject
	add := func(keys, what string) {
		label := kit.NewText(keys)
		label.Style = fyne.TextStyle{Monospace: true}
		label.Scale = theme.SizeNameCaptionText
		rows = append(rows, kit.Line(3, kit.Sized(37, 5.5, label), kit.Grow(kit.NewText(what))))
	}
	for _, b := range s.keyTable() {
		if b.keys != "" { // else the row before names its key, too
			add(b.keys, b.what)
		}
	}
	for _, g := range general {
		add(g[0], g[1])
	}
	half := (len(rows) + 1) / 2
	intro := kit.Line(2, kit.NewIcon(assets.Keyboard, look.Muted), kit.NewMuted("Everything works without a mouse."))
	s.stage.Open(&kit.Dialog{
		Title: "Keyboard", Width: 185,
		Content: kit.Column(3, intro, kit.TopColumns(5, 80, kit.Grow(kit.Column(1, rows[:half]...)), kit.Sized(88, 0, kit.Column(1, rows[half:]...)))),
	})
}
