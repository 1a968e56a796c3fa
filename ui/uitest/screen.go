package uitest

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// Page is what a Screen shows; every ui.Page is one.
type Page interface {
	Title() string
	Content() fyne.CanvasObject
	Enter(ctx context.Context)
}

// Screen is a window of 1024x700, the least that the program must fit, with a page in a frame as large as the shell's.
type Screen struct {
	*Window
	// Clip is a clipboard for the page.
	Clip *Clip

	page  Page
	title *kit.Text
	top   *fyne.Container
}

// NewScreen opens the window; Open shows a page in it.
func NewScreen(t testing.TB, mode look.Mode) *Screen {
	t.Helper()
	s := &Screen{Window: New(t, mode), Clip: &Clip{}, title: kit.NewHeading(""), top: kit.Line(2)}
	s.Resize(1024, 700)
	return s
}

// Open shows a page and enters it.
func (s *Screen) Open(p Page) {
	s.T.Helper()
	s.page = p
	top := kit.Sized(0, 16, kit.PadXY(6, 3, kit.Line(2, kit.Grow(s.title), s.top)))
	rail := kit.Sized(20, 0, kit.NewGround(look.Rail))
	across := container.NewBorder(nil, nil, rail, nil, kit.Column(0, top, kit.Fill(p.Content())))
	foot := kit.Sized(0, 8, kit.NewGround(look.Rail))
	s.Show(container.NewStack(kit.NewGround(theme.ColorNameBackground), kit.Column(0, kit.Fill(across), foot)))
	s.Retitle()
	s.EnterPage()
}

// EnterPage enters the page, once more when it was left. The test's end ends its ctx at the latest.
func (s *Screen) EnterPage() {
	s.T.Helper()
	ctx, end := context.WithCancel(context.Background())
	s.T.Cleanup(end)
	s.page.Enter(ctx)
	s.Settle()
}

// Retitle shows the page's heading and buttons as they are now; before there is a page it does nothing.
func (s *Screen) Retitle() {
	if s.page == nil {
		return
	}
	s.title.Set(s.page.Title())
	s.top.Objects = nil
	if actor, ok := s.page.(interface{ Actions() []fyne.CanvasObject }); ok {
		s.top.Objects = actor.Actions()
	}
	s.top.Refresh()
}

// Pass lets time pass.
func (s *Screen) Pass(d time.Duration) {
	s.Runner.Advance(d)
	s.Settle()
}

// Clip is a clipboard of its own.
type Clip struct{ Text string }

var _ fyne.Clipboard = (*Clip)(nil)

// Content is the text.
func (c *Clip) Content() string { return c.Text }

// SetContent replaces it.
func (c *Clip) SetContent(text string) { c.Text = text }
