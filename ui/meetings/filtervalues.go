package meetings

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// shape is how the values of a condition are entered.
type shape int

const (
	noValue   shape = iota
	oneText         // a field
	manyTexts       // a field, the values divided by "|"
	twoTexts        // from and to
	oneDay          // a field with a menu of relative days
	twoDays
	yesOrNo
	choosing // a dialog
)

// divider stands between the values of a field that takes several, as in the filters of the command line.
const divider = "|"

// shapeOf is how the values are entered that an operator takes of a field.
func shapeOf(f timeline.Field, o timeline.Operator) shape {
	_, most := o.Values()
	switch f.Type {
	case timeline.BoolField:
		return yesOrNo
	case timeline.ChoiceField, timeline.ChoicesField, timeline.LookupField:
		if most != 0 {
			return choosing
		}
	case timeline.DateField, timeline.TimeField:
		return []shape{noValue, oneDay, twoDays}[min(max(most, 0), 2)]
	}
	switch most {
	case 0:
		return noValue
	case 1:
		return oneText
	case 2:
		return twoTexts
	}
	return manyTexts
}

// showValues puts the fields for the values into the row.
func (r *filterRow) showValues() {
	r.shown = shapeOf(r.known(), r.condition.Operator)
	r.values.Objects = []fyne.CanvasObject{r.editor()}
	r.values.Refresh()
}

func (r *filterRow) editor() fyne.CanvasObject {
	switch r.shown {
	case oneText:
		return r.text(0, "Value", "")
	case manyTexts:
		e := kit.NewEntry()
		e.Label, e.PlaceHolder, e.Text = "Values", "one "+divider+" another", strings.Join(r.condition.Values, " "+divider+" ")
		e.OnChanged = func(text string) { r.set(divided(text)) }
		return e
	case twoTexts:
		return kit.Line(2, kit.Grow(r.text(0, "From", "from")), kit.NewMuted("and"), kit.Grow(r.text(1, "To", "to")))
	case oneDay:
		return r.day(0, "Day")
	case twoDays:
		return kit.Line(1, kit.Grow(r.day(0, "From")), kit.Grow(r.day(1, "To")))
	case yesOrNo:
		words := []string{"Yes", "No"}
		s := kit.NewSelect(words, func(word string) { r.set([]string{map[string]string{"Yes": "true", "No": "false"}[word]}) })
		s.Label = "Value"
		if len(r.condition.Values) == 1 {
			s.Selected = words[max(0, slices.Index([]string{"true", "false"}, strings.ToLower(r.condition.Values[0])))]
		}
		return s
	case choosing:
		return r.chooser()
	}
	return kit.Spring()
}

// divided are the values of a text.
func divided(text string) (values []string) {
	for _, v := range strings.Split(text, divider) {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// text is a field for the value at a place.
func (r *filterRow) text(place int, label, placeholder string) *kit.Entry {
	e := kit.NewEntry()
	e.Label, e.PlaceHolder = label, placeholder
	if place < len(r.condition.Values) {
		e.Text = r.condition.Values[place]
	}
	e.OnChanged = func(text string) { r.set(placed(r.condition.Values, place, strings.TrimSpace(text))) }
	return e
}

// placed are values with another one at a place. Empty ones at the end are none.
func placed(values []string, place int, text string) []string {
	values = slices.Clone(values)
	for len(values) <= place {
		values = append(values, "")
	}
	values[place] = text
	for len(values) > 0 && values[len(values)-1] == "" {
		values = values[:len(values)-1]
	}
	return values
}

// chooser is a button that shows what is chosen and opens the list to choose from.
func (r *filterRow) chooser() fyne.CanvasObject {
	f := r.known()
	var b *kit.Button
	options := r.of.form.optionsOf(f)
	words := func() string {
		if len(r.condition.Values) == 0 {
			return "Choose…"
		}
		labels := make([]string, len(r.condition.Values))
		for i, v := range r.condition.Values {
			labels[i] = labelOf(options, v)
		}
		if all := strings.Join(labels, ", "); len([]rune(all)) <= mostLetters {
			return all
		}
		return sayChosen(len(labels))
	}
	b = kit.NewButton(words(), assets.Down, func() {
		_, most := r.condition.Operator.Values()
		choose(r.of.form.needs, fieldName(f), options, r.condition.Values, most != 1, f.Type != timeline.LookupField, func(values []string) {
			r.set(values)
			b.SetText(words())
		})
	})
	b.Alignment, b.IconPlacement = widget.ButtonAlignLeading, widget.ButtonIconTrailingText
	return b
}

// mostLetters is how long the words on a chooser can be.
const mostLetters = 24

// optionsOf is what can be chosen from in a field.
func (f *form) optionsOf(of timeline.Field) (options []option) {
	switch of.Refers() {
	case timeline.CompanyObject:
		return namedOptions(f.from.Companies)
	case timeline.UserObject:
		return namedOptions(f.from.Users)
	}
	for _, v := range f.from.Choices[of] {
		options = append(options, option{value: v, label: sayValue(v)})
	}
	return options
}

func namedOptions(all []Named) []option {
	options := make([]option, len(all))
	for i, n := range all {
		options[i] = option{string(n.ID), n.Name, n.Detail}
	}
	return options
}
