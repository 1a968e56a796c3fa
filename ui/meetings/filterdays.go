package meetings

import (
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// relative are the relative days in words, with how conditions have them.
var relative = []struct{ words, value string }{
	{"Today", timeline.Today}, {"Yesterday", timeline.Yesterday}, {"Tomorrow", timeline.Tomorrow},
}

// spans are those with a number of days.
var spans = []struct{ words, value string }{{"Last", timeline.LastDays}, {"Next", timeline.NextDays}}

// offeredDays are the relative days in the menu; any number of days can be entered.
var offeredDays = []string{"Today", "Yesterday", "Tomorrow", "Last 7 days", "Last 30 days", "Next 30 days", "Next 90 days"}

// sayDay is the day of a condition as it is shown: a relative one in words.
func sayDay(value string) string {
	for _, one := range relative {
		if strings.EqualFold(value, one.value) {
			return one.words
		}
	}
	word, number, _ := strings.Cut(value, " ")
	for _, one := range spans {
		if strings.EqualFold(word, one.value) && number != "" {
			return one.words + " " + number + " days"
		}
	}
	return value
}

// readDay is the value of a day that was entered: what sayDay shows, or what conditions have.
func readDay(text string) string {
	text = strings.TrimSpace(text)
	for _, one := range relative {
		if strings.EqualFold(text, one.words) {
			return one.value
		}
	}
	if words := strings.Fields(text); len(words) == 3 && strings.EqualFold(strings.TrimSuffix(strings.ToLower(words[2]), "s"), "day") {
		for _, one := range spans {
			if strings.EqualFold(words[0], one.words) {
				return one.value + " " + words[1]
			}
		}
	}
	return text
}

// day is a field for a day at a place, with a menu of relative ones.
func (r *filterRow) day(place int, label string) fyne.CanvasObject {
	e := r.text(place, label, "2026-04-30")
	e.Text = sayDay(e.Text)
	e.OnChanged = func(text string) { r.set(placed(r.condition.Values, place, readDay(text))) }
	var pick *kit.Button
	pick = kit.NewIconButton(assets.Calendar, "Relative days", func() {
		var items []*fyne.MenuItem
		for _, words := range offeredDays {
			items = append(items, kit.MenuItem(words, assets.Calendar, func() { e.SetText(words) }))
		}
		kit.ShowMenu(pick, items)
	})
	return kit.Line(0, kit.Grow(e), pick)
}
