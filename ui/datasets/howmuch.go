package datasets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/kit"
)

// howMuch is the choice of period, limit and private calls.
type howMuch struct {
	object    fyne.CanvasObject
	period    *kit.Segments
	periodFor *kit.FormField
	from, to  *kit.Entry
	dates     *fyne.Container
	limit     *kit.Entry
	noLimit   *kit.Check
	limitFor  *kit.FormField
	private   *kit.Check
	changed   func()
	quiet     bool // set while the fields are filled in by us
}

// The periods of the segments; the last one stands for two dates.
var periods = []struct {
	words  string
	period core.Period
}{
	{"30 days", core.Last(30)}, {"90 days", core.Last(90)}, {"1 year", core.Last(365)}, {"All time", core.All()}, {"Dates", core.Period{}},
}

const betweenDates = 4

func newHowMuch(changed func()) *howMuch {
	h := &howMuch{}
	h.changed = func() {
		if !h.quiet {
			h.hint()
			changed()
		}
	}
	h.buildPeriod()
	h.buildLimit()
	h.private = kit.NewCheck("Include private calls", func(bool) { h.changed() })
	hint := kit.NewMutedParagraph(sayPrivateHint)
	hint.Scale = theme.SizeNameCaptionText
	h.object = kit.Column(4, kit.NewSubheading("How much"), h.periodFor, h.limitFor, kit.Column(0, kit.Line(0, h.private, kit.Spring()), hint))
	return h
}

func (h *howMuch) buildPeriod() {
	words := make([]string, len(periods))
	for i, p := range periods {
		words[i] = p.words
	}
	h.period = kit.NewSegments(words, 1, func(int) { h.changed() })
	date := func(label string) *kit.Entry {
		e := kit.NewEntry()
		e.Label, e.PlaceHolder = label, "2026-01-31"
		e.OnChanged = func(string) { h.changed() }
		return e
	}
	h.from, h.to = date("First day"), date("Last day")
	h.dates = kit.Line(2, kit.NewMuted("from"), kit.Sized(34, 0, h.from), kit.NewMuted("to"), kit.Sized(34, 0, h.to))
	for _, o := range h.dates.Objects {
		if word, ok := o.(*kit.Text); ok {
			word.Shrink = false
		}
	}
	h.periodFor = kit.NewFormField("Period", kit.Column(2, kit.Line(0, h.period, kit.Spring()), h.dates), "")
}

func (h *howMuch) buildLimit() {
	h.limit = kit.NewEntry()
	h.limit.Label = "Most records of each type"
	h.limit.OnChanged = func(string) { h.changed() }
	h.noLimit = kit.NewCheck("No limit", func(none bool) {
		if none {
			h.limit.Disable()
		} else {
			h.limit.Enable()
		}
		h.changed()
	})
	h.limitFor = kit.NewFormField("Most records of each type", kit.Line(3, kit.Sized(34, 0, h.limit), h.noLimit, kit.Spring()), "")
}

// show fills in a dataset's choice.
func (h *howMuch) show(d store.Dataset) {
	h.quiet = true
	defer func() { h.quiet = false }()
	chosen := betweenDates
	for i, p := range periods[:betweenDates] {
		if p.period == d.Period {
			chosen = i
		}
	}
	h.period.SetChosen(chosen)
	h.from.SetText(d.Period.From.String())
	h.to.SetText(d.Period.To.String())
	limit := d.Limit
	if limit == 0 {
		limit = defaultLimit
	}
	h.limit.SetText(strconv.Itoa(limit))
	h.noLimit.SetChecked(d.Limit == 0)
	h.private.SetChecked(d.IncludePrivate)
	h.hint()
}

// hint explains the present choice, and what is wrong with it once it was touched.
func (h *howMuch) hint() {
	h.dates.Hidden = h.period.Chosen() != betweenDates
	period, err := h.readPeriod()
	h.periodFor.Hint, h.periodFor.Error = sayPeriodHint(period), ""
	if err != nil && h.from.Text != "" && h.to.Text != "" {
		h.periodFor.Error = sentence(err)
	}
	h.periodFor.Refresh()
	limit, err := h.readLimit()
	h.limitFor.Hint, h.limitFor.Error = sayLimitHint(limit), ""
	if err != nil {
		h.limitFor.Error = sentence(err)
	}
	h.limitFor.Refresh()
}

func (h *howMuch) readPeriod() (core.Period, error) {
	if i := h.period.Chosen(); i != betweenDates {
		return periods[i].period, nil
	}
	return readDates(h.from.Text, h.to.Text)
}

func (h *howMuch) readLimit() (int, error) {
	if h.noLimit.Checked {
		return 0, nil
	}
	return readLimit(h.limit.Text)
}

// read writes the choice into a dataset; false says that it cannot be used, and the fields show why.
func (h *howMuch) read(d *store.Dataset) bool {
	period, periodErr := h.readPeriod()
	limit, limitErr := h.readLimit()
	if periodErr != nil || limitErr != nil {
		return false
	}
	d.Period, d.Limit, d.IncludePrivate = period, limit, h.private.Checked
	return true
}

// complain shows what is wrong even with fields that were not touched, in view.
func (h *howMuch) complain() {
	if _, err := h.readPeriod(); err != nil {
		h.periodFor.SetError(sentence(err))
		kit.Focus(h.from)
		return
	}
	kit.Focus(h.limit)
}
