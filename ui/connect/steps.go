package connect

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/core/oauth"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// steps is the right half before a login: how Tamtam is registered with Gong.
type steps struct {
	object *fyne.Container

	clipboard fyne.Clipboard
	shown     []string // the redirect addresses
	words     *kit.Paragraph
	copy      *kit.Button
	addresses *fyne.Container
}

func newSteps(clipboard fyne.Clipboard) *steps {
	s := &steps{clipboard: clipboard, words: kit.NewParagraph(""), addresses: kit.Column(0.5)}
	s.copy = newCopy(clipboard, "Copy the redirect addresses", func() string { return lines(s.shown) })
	scopes := newCopy(clipboard, "Copy the permissions", func() string { return lines(oauth.Scopes()) })
	s.object = kit.NewPanel(kit.Column(3,
		kit.NewStrong(sayRegister),
		step(1, kit.NewParagraph(sayCreate), nil),
		step(2, s.words, s.copy, s.addresses),
		step(3, kit.NewParagraph(sayTick), scopes, scopeList()),
		step(4, kit.NewParagraph(sayBring), nil),
	))
	return s
}

// step is a numbered paragraph, with a button at the right of a short one, and more below.
func step(n int, words *kit.Paragraph, button *kit.Button, below ...fyne.CanvasObject) fyne.CanvasObject {
	const indent = 6
	number := kit.Sized(indent, 0, kit.NewBadge(strconv.Itoa(n), kit.Accent))
	if button == nil {
		return kit.TopLine(2, number, kit.Grow(words))
	}
	head := kit.Line(2, number, kit.Grow(words), button)
	return kit.Column(0, append([]fyne.CanvasObject{head}, kit.TopLine(2, kit.Sized(indent, 0, kit.Spring()), kit.Grow(kit.Column(0, below...))))...)
}

// scopeList is the permissions in two columns.
func scopeList() fyne.CanvasObject {
	scopes := oauth.Scopes()
	half := (len(scopes) + 1) / 2
	column := func(scopes []string) fyne.CanvasObject {
		list := kit.Column(0.25)
		for _, scope := range scopes {
			list.Add(kit.NewCaption(scope))
		}
		return list
	}
	return kit.TopLine(3, column(scopes[:half]), column(scopes[half:]))
}

// newCopy is a button that copies and shows that it has.
func newCopy(clipboard fyne.Clipboard, tip string, text func() string) *kit.Button {
	b := kit.NewIconButton(assets.Copy, tip, nil)
	b.OnTapped = func() {
		clipboard.SetContent(text())
		b.SetIcon(look.Themed(assets.Tick))
	}
	return b
}

// show lists the addresses to register.
func (s *steps) show(addresses []string) {
	if slices.Equal(addresses, s.shown) {
		return
	}
	s.shown = addresses
	s.words.Set(sayAddresses(len(addresses)))
	s.copy.SetIcon(look.Themed(assets.Copy))
	s.addresses.RemoveAll()
	for _, address := range addresses {
		line := kit.NewText(address)
		line.Style, line.Scale = fyne.TextStyle{Monospace: true}, theme.SizeNameCaptionText
		s.addresses.Add(line)
	}
}

func lines(all []string) string { return strings.Join(all, "\n") }
