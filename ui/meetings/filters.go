package meetings

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// filters are the conditions that meetings must meet, lettered in their order, and the expression that joins them.
type filters struct {
	form   *form
	object *fyne.Container
	rows   []*filterRow
	list   *fyne.Container
	plus   *kit.Button

	expression    *kit.Entry
	expressionFor *kit.FormField
}

func newFilters(f *form) *filters {
	fs := &filters{form: f, list: kit.Column(2), expression: f.entry()}
	fs.plus = kit.NewButton("Add Filters", assets.Plus, fs.add)
	fs.expressionFor = kit.NewFormField("Expression", fs.expression, sayExpressionHint)
	head := kit.Line(3, kit.Grow(kit.Column(0.5, kit.NewSubheading("Filters"), small(sayFilters))), fs.plus)
	fs.object = kit.Column(3, head, fs.list, fs.expressionFor)
	return fs
}

// small is a hint below or beside something.
func small(text string) *kit.Paragraph {
	hint := kit.NewMutedParagraph(text)
	hint.Scale = theme.SizeNameCaptionText
	return hint
}

// fill shows a filter.
func (fs *filters) fill(f timeline.Filter) {
	fs.rows = nil
	for _, c := range f.Conditions {
		c.Values = slices.Clone(c.Values)
		fs.rows = append(fs.rows, newFilterRow(fs, c))
	}
	fs.expression.SetText(f.Expression)
	fs.lay()
}

// read is the filter as it is entered.
func (fs *filters) read() (f timeline.Filter) {
	for _, r := range fs.rows {
		f.Conditions = append(f.Conditions, r.condition)
	}
	if len(fs.rows) > 0 {
		f.Expression = fs.expression.Text
	}
	return f
}

// add adds a condition on the company's name, to be changed.
func (fs *filters) add() {
	if len(fs.rows) >= timeline.MostConditions {
		return
	}
	r := newFilterRow(fs, timeline.Condition{Object: timeline.CompanyObject, Field: "Name", Operator: timeline.Contains})
	fs.rows = append(fs.rows, r)
	fs.lay()
	fs.form.change()
	kit.Focus(r.field)
}

// remove takes a condition away; those behind it get the letters before theirs. The expression, whose letters mean others then, is left as it is and
// checked anew.
func (fs *filters) remove(r *filterRow) {
	fs.rows = slices.DeleteFunc(fs.rows, func(other *filterRow) bool { return other == r })
	fs.lay()
	fs.form.change()
}

// lay puts the rows below each other.
func (fs *filters) lay() {
	fs.list.Objects = nil
	for i, r := range fs.rows {
		r.letter.Set(timeline.Letter(i), kit.Accent, nil)
		fs.list.Add(r.object)
	}
	fs.list.Hidden = len(fs.rows) == 0
	fs.expressionFor.Hidden = len(fs.rows) == 0
	fs.plus.SetEnabled(len(fs.rows) < timeline.MostConditions)
	fs.expression.PlaceHolder = ""
	for i := range fs.rows {
		if i > 0 {
			fs.expression.PlaceHolder += " AND "
		}
		fs.expression.PlaceHolder += timeline.Letter(i)
	}
	fs.expression.Refresh()
	fs.object.Refresh()
}

// check says at each condition what is wrong with it, and below the expression what is with that; see form.check.
func (fs *filters) check(all bool) (wrong bool) {
	for _, r := range fs.rows {
		err := r.condition.Check(fs.form.from.Fields)
		wrong = wrong || err != nil
		r.tried = r.tried || all || len(r.condition.Values) > 0
		r.say(err)
	}
	fs.expressionFor.SetError("")
	if len(fs.rows) > 0 {
		if err := timeline.CheckExpression(fs.expression.Text, len(fs.rows)); err != nil {
			fs.expressionFor.SetError(sentence(err))
			wrong = true
		}
	}
	return wrong
}

// complain brings the first condition that is wrong, or the expression, into view.
func (fs *filters) complain() {
	for _, r := range fs.rows {
		if r.wrong.Text != "" {
			kit.Focus(r.field)
			return
		}
	}
	if fs.expressionFor.Error != "" {
		kit.Focus(fs.expression)
	}
}
