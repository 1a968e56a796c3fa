package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/core/review"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// side is the right column: what is known of the call that is open, and what the person made of it.
type side struct {
	page  *Page
	call  *review.Conversation // nil for none
	filed filed                // where the Timeline has it
	tabs  *kit.Segments
	about *fyne.Container // what is known
	mine  *fyne.Container // what the person made of it
	pages [2]*container.Scroll
	// speakers are the rows of who speaks, by name.
	speakers map[string]*speakerRow
	whole    map[string]bool // the sections of which all lines are shown
	content  *fyne.Container
	body     fyne.CanvasObject
}

func newSide(p *Page) *side {
	s := &side{page: p, about: kit.Column(4), mine: kit.Column(4), whole: map[string]bool{}}
	s.tabs = kit.NewSegments([]string{"The call", "Yours"}, 0, s.choose)
	for i, c := range []*fyne.Container{s.about, s.mine} {
		s.pages[i] = kit.NewVScroll(kit.PadXY(3, 3, c))
	}
	s.pages[1].Hide()
	s.body = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Column(0,
		kit.PadXY(3, 2.5, kit.Line(0, s.tabs, kit.Spring())), kit.NewDivider(), kit.Fill(container.NewStack(s.pages[0], s.pages[1]))))
	s.content = container.NewStack()
	return s
}

// choose shows a tab.
func (s *side) choose(tab int) {
	for i, p := range s.pages {
		shown(p, i == tab)
	}
}

// show shows a call, and where the Timeline has it; nil shows nothing.
func (s *side) show(c *review.Conversation, f filed) {
	if c != nil && (s.call == nil || s.call.ID != c.ID) {
		s.whole = map[string]bool{}
		for _, p := range s.pages {
			p.ScrollToTop()
		}
	}
	s.call, s.filed = c, f
	s.page.panes.setKnown(c != nil)
	s.content.Objects = nil
	if c != nil {
		s.content.Objects = []fyne.CanvasObject{s.body}
		s.showAbout()
		s.showMarks()
	}
	s.content.Refresh()
}

// showAbout builds what is known of the call. What there is nothing of is left out.
func (s *side) showAbout() {
	s.about.Objects = nil
	s.speakers = map[string]*speakerRow{}
	s.add(s.about, "Who speaks", len(s.call.Speakers), s.whoSpeaks())
	s.add(s.about, "Attendees", len(s.call.Attendees), s.attendees())
	s.add(s.about, "Timeline", 0, s.activity())
	s.add(s.about, "Trackers", len(s.call.Heard), s.trackers())
	s.add(s.about, "Topics", len(s.call.Topics), s.topics())
	s.add(s.about, "Brief", 0, paragraphs(s.call.Brief))
	s.add(s.about, "Key points", 0, points(s.call.KeyPoints))
	s.add(s.about, "Next steps", 0, points(s.call.NextSteps))
	s.add(s.about, "Outline", 0, points(s.call.Outline))
	s.add(s.about, "Scorecards", 0, s.scorecards())
	s.add(s.about, "CRM", 0, s.objects())
	s.add(s.about, "Comments in Gong", len(s.call.Comments), s.comments())
	if len(s.about.Objects) == 0 {
		s.about.Add(kit.NewMutedParagraph(sayNothingKnown))
	}
	s.about.Refresh()
}

// fewLines is how many lines of a section are shown without being asked for.
const fewLines = 8

// add puts a section into a tab.
func (s *side) add(to *fyne.Container, title string, count int, lines []fyne.CanvasObject, beside ...fyne.CanvasObject) {
	again := s.showAbout
	if to == s.mine {
		again = s.showMarks
	}
	section(to, title, count, lines, s.whole, again, beside...)
}

// section puts lines below a title, unless there are none; of many only the first, until all of them are asked for: again builds what it is
// in anew then. A count of 0 is not written.
func section(to *fyne.Container, title string, count int, lines []fyne.CanvasObject, whole map[string]bool, again func(), beside ...fyne.CanvasObject) {
	if len(lines) == 0 {
		return
	}
	number := kit.NewCaption("")
	if count > 0 {
		number.Text = sayNumber(count)
	}
	head := kit.Line(1.5, append([]fyne.CanvasObject{kit.NewStrong(title), number, kit.Spring()}, beside...)...)
	if rest := len(lines) - fewLines; rest > 1 && !whole[title] {
		lines = append(lines[:fewLines:fewLines], newLink(sayMore(rest), func() {
			whole[title] = true
			again()
		}))
	}
	to.Add(kit.Column(2, append([]fyne.CanvasObject{head}, lines...)...))
}

func paragraphs(texts ...string) (lines []fyne.CanvasObject) {
	for _, text := range texts {
		if text != "" {
			lines = append(lines, kit.NewParagraph(text))
		}
	}
	return lines
}

// points are paragraphs behind dots.
func points(texts []string) (lines []fyne.CanvasObject) {
	for _, text := range texts {
		dot := kit.NewText("•")
		dot.Shrink, dot.Color = false, look.Muted
		lines = append(lines, kit.TopLine(2, dot, kit.Grow(kit.NewParagraph(text))))
	}
	return lines
}
