package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/tray"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// Closing is what closing the window does. The zero value asks once, when a dataset has a schedule, and ends the program otherwise.
type Closing string

// The choices.
const (
	AskOnClose  Closing = ""
	KeepOnClose Closing = "keep"
	QuitOnClose Closing = "quit"
)

// Notes is after which syncs the desktop shows a notification. The zero value is after those that fail.
type Notes string

// The choices.
const (
	NoteFailures Notes = ""
	NoteNothing  Notes = "never"
	NoteChanges  Notes = "changes" // failures, too
)

// InBackground is how the program works while nobody looks at it.
type InBackground struct {
	Closing Closing
	Notes   Notes
	// AtLogin tells that the system starts the program at login.
	AtLogin bool
	// Tray is what the desktop does with the program's icon.
	Tray tray.State
}

// Background is how the program works while nobody looks at it.
type Background interface {
	// Background asks the system and the desktop. It may take its time and is called off the UI goroutine. With an error, which says why
	// the start at login is not known, the rest counts all the same.
	Background(ctx context.Context) (InBackground, error)
	// SetAtLogin has the system start the program at login, or not any more. It may take its time and is called off the UI goroutine.
	SetAtLogin(ctx context.Context, on bool) error
	// SetClosing and SetNotes return at once and are called on the UI goroutine.
	SetClosing(c Closing)
	SetNotes(n Notes)
}

// The choices in the order in which they are offered.
var (
	closings     = []Closing{AskOnClose, KeepOnClose, QuitOnClose}
	closingNames = []string{"Ask", "Keep syncing", "Quit"}
	logins       = []bool{false, true}
	loginNames   = []string{"Do not start", "Start"}
	notes        = []Notes{NoteNothing, NoteFailures, NoteChanges}
	notesNames   = []string{"Never", "When a sync fails", "After every sync with changes"}
)

// backgroundCard chooses what goes on while nobody looks. A choice holds at once.
type backgroundCard struct {
	needs   Needs
	scope   *task.Scope
	tray    tray.State
	setting bool // the system is being asked to start the program at login, or not
	wanted  bool

	object  *fyne.Container
	closing *kit.Segments
	after   *kit.Text // what closing does
	login   *kit.Segments
	begins  *kit.Text // how it starts at login
	notes   *kit.Segments
	trouble *fyne.Container // what the desktop lacks, and what was refused
}

func newBackgroundCard(n Needs) *backgroundCard {
	c := &backgroundCard{needs: n, tray: tray.Shown, after: kit.NewCaption(""), begins: kit.NewCaption(""), trouble: kit.Column(2)}
	c.closing = kit.NewSegments(closingNames, 0, func(i int) {
		n.Background.SetClosing(closings[i])
		c.draw()
	})
	c.login = kit.NewSegments(loginNames, 0, func(i int) { c.setLogin(logins[i]) })
	c.notes = kit.NewSegments(notesNames, slices.Index(notes, NoteFailures), func(i int) { n.Background.SetNotes(notes[i]) })
	c.trouble.Hide()
	c.object = kit.Column(3,
		kit.Line(4, kit.Sized(28, 0, kit.NewMuted("When closed")), c.closing, kit.Grow(c.after)),
		kit.Line(4, kit.Sized(28, 0, kit.NewMuted("At login")), c.login, kit.Grow(c.begins)),
		kit.Line(4, kit.Sized(28, 0, kit.NewMuted("Notifications")), c.notes, kit.Spring()),
		c.trouble,
	)
	c.draw()
	return c
}

func (c *backgroundCard) enter(s *task.Scope) {
	c.scope, c.setting = s, false
	c.read(nil)
}

// read shows what holds; refused is why the last change does not, or nil.
func (c *backgroundCard) read(refused error) {
	task.Do(c.scope, c.needs.Background.Background, func(now InBackground, unknown error) {
		c.closing.SetChosen(max(0, slices.Index(closings, now.Closing)))
		c.login.SetChosen(max(0, slices.Index(logins, now.AtLogin)))
		c.notes.SetChosen(max(0, slices.Index(notes, now.Notes)))
		c.tray = now.Tray
		var troubles []fyne.CanvasObject
		if why, lacks := sayTray[now.Tray]; lacks {
			again := kit.NewButton("Look again", assets.Refresh, func() { c.read(nil) })
			troubles = append(troubles, kit.NewBanner(kit.Warn, why+" "+sayWithoutTray, again))
		}
		switch {
		case refused != nil:
			troubles = append(troubles, kit.NewBanner(kit.Bad, say.Error(refused, sayLoginNotSet).Line()))
		case unknown != nil:
			troubles = append(troubles, kit.NewBanner(kit.Bad, say.Error(unknown, sayLoginNotRead).Line()))
		}
		c.trouble.Objects = troubles
		c.trouble.Hidden = len(troubles) == 0
		c.draw()
	})
}

// draw explains the choices.
func (c *backgroundCard) draw() {
	after, begins := sayClosing[closings[c.closing.Chosen()]], sayAtLogin
	if c.tray != tray.Shown {
		after, begins = sayClosingEnds, sayAtLoginShown
	}
	c.after.Set(after)
	c.begins.Set(begins)
	c.object.Refresh()
}

// setLogin changes one thing after the other: what is chosen while the system is being asked is asked for next.
func (c *backgroundCard) setLogin(on bool) {
	c.wanted = on
	if c.setting {
		return
	}
	c.setting = true
	task.Do(c.scope, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, c.needs.Background.SetAtLogin(ctx, on)
	}, func(_ struct{}, err error) {
		c.setting = false
		if c.wanted != on {
			c.setLogin(c.wanted)
			return
		}
		c.read(err)
	})
}
