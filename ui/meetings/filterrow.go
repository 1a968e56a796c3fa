package meetings

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// filterRow is one condition: its letter, object, field, operator and values.
type filterRow struct {
	of        *filters
	condition timeline.Condition
	tried     bool // what is wrong with it is said

	object   *fyne.Container
	letter   *kit.Badge
	about    *kit.Select
	field    *kit.Select
	operator *kit.Select
	values   *fyne.Container
	shown    shape // of the values
	wrong    *kit.Paragraph
	line     *fyne.Container // of what is wrong

	fields    []timeline.Field // in the order of field's options
	operators []timeline.Operator
}

// objects are what conditions ask about, in the order in which they are offered.
var objects = []timeline.Object{timeline.CompanyObject, timeline.UserObject}

func newFilterRow(fs *filters, c timeline.Condition) *filterRow {
	r := &filterRow{of: fs, condition: c, letter: kit.NewBadge("", kit.Accent), values: container.NewStack()}
	r.about, r.field, r.operator = kit.NewSelect(nil, nil), kit.NewSelect(nil, nil), kit.NewSelect(nil, nil)
	r.about.Label, r.field.Label, r.operator.Label = "Object", "Field", "Operator"
	for _, o := range objects {
		r.about.Options = append(r.about.Options, string(o))
	}
	r.about.Selected = string(c.Object)
	remove := kit.NewIconButton(assets.Delete, "Remove the filter", func() { fs.remove(r) })
	r.wrong = kit.NewParagraph("")
	r.wrong.Color, r.wrong.Scale = theme.ColorNameError, theme.SizeNameCaptionText
	r.line = kit.PadXY(9, 0, kit.TopLine(1, kit.NewIconSized(assets.Error, theme.ColorNameError, 3.5), kit.Grow(r.wrong)))
	r.line.Hide()
	row := kit.Columns(2, 50, kit.Sized(7, 0, r.letter), kit.Sized(28, 0, r.about), kit.Sized(46, 0, r.field), kit.Sized(44, 0, r.operator), kit.Grow(r.values),
		kit.Sized(9, 9, remove))
	r.object = kit.Column(0.5, row, r.line)
	r.offerFields()
	r.offerOperators()
	r.showValues()
	r.about.OnChanged = func(string) { r.setObject() }
	r.field.OnChanged = func(string) { r.setField() }
	r.operator.OnChanged = func(string) { r.setOperator() }
	return r
}

// known is the field of the condition; its name is "" for one that is not there any more.
func (r *filterRow) known() timeline.Field {
	i := slices.IndexFunc(r.fields, func(f timeline.Field) bool { return f.Name == r.condition.Field })
	if i < 0 {
		return timeline.Field{}
	}
	return r.fields[i]
}

// fieldName is a field as it is offered.
func fieldName(f timeline.Field) string {
	name, custom := strings.CutPrefix(f.Name, "custom.")
	if custom {
		return name + " (custom)"
	}
	return name
}

func (r *filterRow) offerFields() {
	r.fields, r.field.Options = nil, nil
	for _, f := range r.of.form.from.Fields {
		if f.Object == r.condition.Object {
			r.fields = append(r.fields, f)
			r.field.Options = append(r.field.Options, fieldName(f))
		}
	}
	r.field.Selected = r.condition.Field
	if f := r.known(); f.Name != "" {
		r.field.Selected = fieldName(f)
	}
	r.field.Refresh()
}

func (r *filterRow) offerOperators() {
	t := r.known().Type
	r.operators, r.operator.Options = timeline.OperatorsOf(t), nil
	for _, o := range r.operators {
		r.operator.Options = append(r.operator.Options, sayOperator(o, t))
	}
	r.operator.Selected = string(r.condition.Operator)
	if slices.Contains(r.operators, r.condition.Operator) {
		r.operator.Selected = sayOperator(r.condition.Operator, t)
	}
	r.operator.Refresh()
}

func (r *filterRow) setObject() {
	r.condition.Object = timeline.Object(r.about.Selected)
	r.offerFields()
	if r.known().Name == "" {
		r.condition.Field = r.fields[0].Name
		r.offerFields()
	}
	r.reset()
}

func (r *filterRow) setField() {
	if i := r.field.SelectedIndex(); i >= 0 && r.fields[i].Name != r.condition.Field {
		r.condition.Field = r.fields[i].Name
		r.reset()
	}
}

// reset begins anew with the operator and the values that the field takes.
func (r *filterRow) reset() {
	if operators := timeline.OperatorsOf(r.known().Type); !slices.Contains(operators, r.condition.Operator) {
		r.condition.Operator = operators[0]
	}
	r.condition.Values, r.tried = nil, false
	r.offerOperators()
	r.showValues()
	r.of.form.change()
}

func (r *filterRow) setOperator() {
	i := r.operator.SelectedIndex()
	if i < 0 || r.operators[i] == r.condition.Operator {
		return
	}
	r.condition.Operator = r.operators[i]
	if _, most := r.condition.Operator.Values(); most >= 0 && len(r.condition.Values) > most {
		r.condition.Values = r.condition.Values[:most]
	}
	if shapeOf(r.known(), r.condition.Operator) != r.shown {
		r.showValues()
	}
	r.of.form.change()
}

// set takes values that were entered.
func (r *filterRow) set(values []string) {
	r.condition.Values = values
	r.of.form.change()
}

// say says what is wrong with the condition, once it was tried.
func (r *filterRow) say(err error) {
	r.wrong.Text = ""
	least, most := r.condition.Operator.Values()
	missing := len(r.condition.Values) < least || slices.Contains(r.condition.Values, "")
	switch {
	case err == nil || !r.tried:
	case !missing || r.known().Name == "":
		r.wrong.Text = sentence(err)
	case most == 2:
		r.wrong.Text = sayBothValues
	case r.shown == choosing:
		r.wrong.Text = sayChooseValue
	default:
		r.wrong.Text = sayEnterValue
	}
	if hidden := r.wrong.Text == ""; hidden != r.line.Hidden || !hidden {
		r.line.Hidden = hidden
		r.wrong.Refresh()
		r.object.Refresh()
	}
}
