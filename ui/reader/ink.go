package reader

import (
	"hash/fnv"

	"fyne.io/fyne/v2"

	"tamtam/core/text"
	"tamtam/ui/look"
)

// Inks gives the speakers of a transcript colours: the one that a name has in every call, or the next that is free in this one. Only beyond
// look.Speakers of them do two share one.
func Inks(turns []text.Turn) map[string]fyne.ThemeColorName {
	inks := make(map[string]fyne.ThemeColorName)
	var taken [look.Speakers]bool
	for _, t := range turns {
		if _, has := inks[t.Speaker]; has {
			continue
		}
		h := fnv.New32a()
		h.Write([]byte(t.Speaker))
		i := int(h.Sum32() % look.Speakers)
		for n := 0; taken[i] && n < look.Speakers; n++ {
			i = (i + 1) % look.Speakers
		}
		taken[i] = true
		inks[t.Speaker] = look.Speaker(i)
	}
	return inks
}
