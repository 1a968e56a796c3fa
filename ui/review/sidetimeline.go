package review

import (
	"cmp"
	"context"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// filed is where the Timeline has a call. That it could not be asked does not keep the call from being read.
type filed struct {
	activity *Activity // nil for nowhere
	err      error
}

// fileOf asks the Timeline, where there is one.
func fileOf(ctx context.Context, t Timeline, id core.CallID) (f filed) {
	if t != nil {
		f.activity, f.err = t.Activity(ctx, id)
	}
	return f
}

// activity is the line that leads to the Activity of the call.
func (s *side) activity() []fyne.CanvasObject {
	a := s.filed.activity
	switch {
	case s.filed.err != nil:
		return []fyne.CanvasObject{kit.NewMutedParagraph(sayActivityNotRead)}
	case a == nil:
		return nil
	}
	id := s.call.ID
	words := kit.Column(0.25, kit.NewText(cmp.Or(a.Company, sayLostCompany)), kit.NewCaption(a.Type))
	line := kit.Line(2, kit.NewIconSized(assets.Timeline, look.Muted, 4.5), kit.Grow(words))
	return []fyne.CanvasObject{newPress("Open the Activity in the Timeline: "+joined(a.Type, a.Company), line, func() { s.page.needs.Routes.Activity(id) })}
}
