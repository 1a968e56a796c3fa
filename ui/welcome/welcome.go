// Package welcome is the first run: what Tamtam is, in a sentence, and the doors into it. Each door is a card with one button; a further door
// is one more card in New.
package welcome

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// Accounts start the built-in simulated account. Sample may take its time and is called off the UI goroutine.
type Accounts interface {
	Sample(ctx context.Context) error
}

// Needs is all that the page needs from the program.
type Needs struct {
	Accounts Accounts
	// Connect opens the dialog that connects Gong.
	Connect func()
	// Sampled is told when the simulated account is there.
	Sampled func()
	// Open lets the person open exported files.
	Open   func()
	Runner task.Runner
	Stage  *kit.Stage
}

// The sentences of this package.
const (
	sayHeading = "Tamtam"
	sayWhat    = "Your company's Gong conversations as text on this computer: to read, to refresh with one click, and to take wherever you like."
	sayConnect = "Bring calls, transcripts, people and CRM data home from your company's account, with an API key or through the browser."
	saySample  = "Look around with a simulated account: made-up people and calls, no account and no network needed."
	sayFiles   = "Read and search text files that Tamtam has exported, from any computer. Dropping them onto this window opens them, too."
	sayFailed  = "The sample account could not be started"
	sayLocal   = "Everything stays on this computer. Tamtam only ever reads from Gong."
)

// Page is the page.
type Page struct {
	needs   Needs
	scope   *task.Scope
	connect *kit.Button
	sample  *kit.Button
	content fyne.CanvasObject
}

// New returns the page.
func New(n Needs) *Page {
	p := &Page{needs: n}
	p.connect = kit.NewPrimary("Connect Gong", assets.Plug, n.Connect)
	p.sample = kit.NewButton("Try with sample data", assets.Sample, p.start)
	open := kit.NewButton("Open exported files", assets.File, n.Open)
	logo := container.NewCenter(kit.NewIconSized(assets.Logo, theme.ColorNamePrimary, 20))
	heading := kit.NewHeading(sayHeading)
	heading.Align = fyne.TextAlignCenter
	what := kit.NewMutedParagraph(sayWhat)
	what.Align = fyne.TextAlignCenter
	doors := kit.Grid(50,
		door(assets.Plug, "Your Gong account", sayConnect, p.connect),
		door(assets.Sample, "Sample data", saySample, p.sample),
		door(assets.File, "Exported files", sayFiles, open),
	)
	local := kit.Line(1.5, kit.Spring(), kit.NewIconSized(assets.Lock, look.Muted, 4), kit.NewCaption(sayLocal), kit.Spring())
	p.content = kit.Column(0, kit.Spring(), kit.Narrow(200, kit.Column(5,
		logo, kit.Column(2, heading, kit.Narrow(110, what)), doors, local,
	)), kit.Spring(), kit.Sized(0, 6, kit.Spring()))
	return p
}

// door is a card that leads into the program.
func door(icon fyne.Resource, title, sentence string, button *kit.Button) fyne.CanvasObject {
	plate := kit.NewPlate(look.AccentSoft, "")
	symbol := kit.Sized(10, 10, container.NewStack(plate, container.NewCenter(kit.NewIconSized(icon, look.AccentText, 6))))
	text := kit.NewMutedParagraph(sentence)
	text.Lines = 5
	return kit.NewPanel(kit.Column(3, kit.Line(3, symbol, kit.Grow(kit.NewSubheading(title))), text, button))
}

// Title is the page's heading.
func (p *Page) Title() string { return "Welcome" }

// Content is the page's object, always the same one.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Enter makes the doors work.
func (p *Page) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.sample.Enable()
}

// Leave ends what the page has under way.
func (p *Page) Leave() { p.scope.End() }

// start opens the door to the simulated account.
func (p *Page) start() {
	p.sample.Disable()
	task.Do(p.scope, func(ctx context.Context) (bool, error) { return true, p.needs.Accounts.Sample(ctx) }, func(_ bool, err error) {
		p.sample.Enable()
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayFailed).Line())
			return
		}
		p.needs.Sampled()
	})
}
