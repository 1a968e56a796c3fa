package meetings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// line is what a list of attempts has in a row: an attempt on a call, or a Gong user whom a person must map.
type line struct {
	entry    timeline.Entry
	conflict *timeline.Mapping
	// final tells that it is the last attempt on its call: the one that counts.
	final bool
	words string // that are searched, in lower case
}

// The tabs of a list, by their places.
const (
	allLines = iota
	successes
	failures
	skips
	conflicts
)

// lines is the list of what became, or would become, of meetings: tabs with how many there are of each outcome, a search, and the rows.
type lines struct {
	needs  Needs
	object *fyne.Container
	names  []string // of the tabs

	all   []line
	shown []int
	// instead says why there are no lines at all.
	instead string

	head   *fyne.Container // tabs and search; hidden while there are no lines
	tabs   *kit.Segments
	search *kit.SearchField
	rows   *kit.KeyList
	card   fyne.CanvasObject
	body   *kit.Body
}

// newLines returns an empty list. names are those of the tabs; conflicts have one where there are five.
func newLines(n Needs, names ...string) *lines {
	l := &lines{needs: n, names: names, body: kit.NewBody()}
	l.tabs = kit.NewSegments(names, allLines, func(int) { l.choose() })
	l.search = kit.NewSearchField("Find a meeting", func(string) { l.choose() })
	l.rows = kit.NewKeyList(func() int { return len(l.shown) }, func() fyne.CanvasObject { return newLineRow() },
		func(i int, o fyne.CanvasObject) { o.(*lineRow).set(l.all[l.shown[i]]) })
	l.rows.OnSelect, l.rows.OnOpen = l.details, l.details
	l.card = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1.5, l.rows))
	l.head = kit.Columns(3, 0, l.tabs, kit.Spring(), kit.Sized(60, 0, l.search))
	l.object = kit.Column(3, l.head, kit.Fill(l.body.Object))
	return l
}

// set shows lines; see linesOf. instead is said when there are none.
func (l *lines) set(all []line, instead string) {
	l.all, l.instead = all, instead
	counts := make([]int, len(l.names))
	for _, one := range l.all {
		for tab := range counts {
			if one.in(tab) {
				counts[tab]++
			}
		}
	}
	for tab, name := range l.names {
		l.tabs.SetOption(tab, name+" "+humane.Number(counts[tab]))
	}
	if hide := len(l.all) == 0; hide != l.head.Hidden {
		l.head.Hidden = hide
		l.object.Refresh()
	}
	l.choose()
}

// linesOf are the attempts in their order, and behind them the Gong users in conflict. There may be many: not for the UI goroutine.
func linesOf(entries []timeline.Entry, users []timeline.Mapping) []line {
	last := make(map[core.CallID]int, len(entries))
	for i, e := range entries {
		if before, ok := last[e.CallID]; !ok || entries[before].Attempt <= e.Attempt {
			last[e.CallID] = i
		}
	}
	all := make([]line, 0, len(entries)+len(users))
	for i, e := range entries {
		words := strings.Join([]string{e.Title, e.CompanyName, e.AuthorName, e.OwnerName, e.OwnerEmail, string(e.CallID), e.Message}, "\n")
		all = append(all, line{entry: e, final: last[e.CallID] == i, words: strings.ToLower(words)})
	}
	for _, u := range users {
		all = append(all, line{conflict: &u, words: strings.ToLower(u.Name + "\n" + u.Email + "\n" + string(u.GongUser))})
	}
	return all
}

// in tells whether a tab shows the line. An attempt that was made again counts among all only.
func (l line) in(tab int) bool {
	if l.conflict != nil || tab == conflicts {
		return tab == conflicts && l.conflict != nil
	}
	switch tab {
	case successes:
		return l.final && l.entry.Status == timeline.EntrySuccess
	case failures:
		return l.final && l.entry.Status == timeline.EntryFailed
	case skips:
		return l.final && l.entry.Status == timeline.EntrySkipped
	}
	return true
}

// has tells whether all words that are searched for, in lower case, occur in the line.
func (l line) has(words []string) bool {
	for _, w := range words {
		if !strings.Contains(l.words, w) {
			return false
		}
	}
	return true
}

// choose puts the lines of the tab that has been chosen, with what is searched for in them, into the list.
func (l *lines) choose() {
	words := strings.Fields(strings.ToLower(l.search.Text()))
	l.shown = l.shown[:0]
	for i, one := range l.all {
		if one.in(l.tabs.Chosen()) && one.has(words) {
			l.shown = append(l.shown, i)
		}
	}
	switch {
	case len(l.shown) > 0:
		l.body.Put(l.card)
		l.rows.Refresh()
	case len(l.all) == 0:
		l.body.Put(kit.NewEmptyState(assets.Timeline, "No meetings", l.instead))
	case l.tabs.Chosen() == conflicts && len(words) == 0:
		l.body.Put(kit.NewEmptyState(assets.Check, "No conflicts", sayNoConflicts))
	default:
		l.body.Put(kit.NewEmptyState(assets.Search, "Nothing found", sayNoHit, kit.NewButton("Show all", nil, l.showAll)))
	}
}

// showAll takes tab and search away.
func (l *lines) showAll() {
	l.tabs.SetChosen(allLines)
	l.search.SetText("")
	l.choose()
	l.rows.Focus()
}
