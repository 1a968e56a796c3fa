package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/datatype"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
)

// facts are what is known of a connection: in a few words each, then where its credentials are, then what they may read.
func (c *accountCard) facts() []fyne.CanvasObject {
	s := c.shown
	tested := kit.NewText(humane.Ago(s.Tested, c.needs.Clock.Now()))
	workspaces := strings.Join(s.Workspaces, ", ")
	facts := objects(
		over("Address", kit.NewText(s.Host)),
		over("Signs in with", kit.NewTip(sayKind(s), kit.NewText(sayKind(s)))),
		over("Used by", kit.NewText(sayUsed(s))),
		over("Data types", kit.NewText(sayReadable(s))),
		over("Last tested", kit.NewTip(humane.Exact(s.Tested), tested)),
	)
	if workspaces != "" {
		facts = append(facts, over("Workspaces", kit.NewTip(workspaces, kit.NewText(workspaces))))
	}
	all := objects(kit.NewDivider(), kit.Grid(54, facts...), kit.NewDivider(), kit.Grid(40, grants(s)...))
	if len(s.Missing) > 0 {
		all = append(all, kit.NewBanner(kit.Warn, sayMissing(s)))
	}
	if s.Kind == auth.KindOAuth && len(s.Scopes) > 0 {
		scopes := kit.NewMutedParagraph(sayScopes(s))
		scopes.Scale = theme.SizeNameCaptionText
		all = append(all, scopes)
	}
	kept := []fyne.CanvasObject{kit.NewIconSized(assets.Lock, look.Muted, 4), kit.Grow(kit.NewMutedParagraph(sayKept(s)))}
	if c.needs.Routes.ChangeVault != nil {
		kept = append(kept, kit.NewButton("Change…", nil, func() { c.needs.Routes.ChangeVault(c.section.changed) }))
	}
	return append(append(all, kit.NewDivider(), kit.Line(2, kept...)), c.meetings()...)
}

// meetings offer the sync to the Timeline, where there is none and the account works.
func (c *accountCard) meetings() []fyne.CanvasObject {
	s := c.shown
	if !s.MeetingsOff || c.trouble.Mend != say.MendNothing {
		return nil
	}
	sync := kit.NewButton("Sync meetings…", nil, func() { c.needs.Routes.SyncMeetings(s.ID, c.section.changed) })
	return objects(kit.NewDivider(), kit.Line(2, kit.NewIconSized(assets.Timeline, look.Muted, 4), kit.Grow(kit.NewMutedParagraph(sayNoMeetings)), sync))
}

// over is a fact in a column: what it is, above its value.
func over(name string, value fyne.CanvasObject) fyne.CanvasObject {
	return kit.Column(0.5, kit.NewCaption(name), value)
}

// grants mark each data type as granted or not; the missing scope is in the tip.
func grants(s Connection) []fyne.CanvasObject {
	var marks []fyne.CanvasObject
	for _, t := range core.DataTypes() {
		symbol, name := kit.NewIconSized(assets.Check, theme.ColorNameSuccess, 4), kit.NewText(datatype.Of(t).Title)
		scope, missing := s.Missing[t]
		if missing {
			symbol.Resource, symbol.Color, name.Color = assets.Lock, theme.ColorNameWarning, look.Muted
		}
		marks = append(marks, kit.NewTip(sayGrant(t, scope, missing), kit.Line(1.5, symbol, kit.Grow(name))))
	}
	return marks
}
