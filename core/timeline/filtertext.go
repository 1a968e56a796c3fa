package timeline

import (
	"strings"

	"tamtam/core"
)

// ParseFilter reads a filter as a person writes it in a line: conditions divided by ";", each as object, point, field, operator and values divided by
// "|", and behind "=>" the expression, which may be missing: "Company.ARR GTE 50000; User.License Type EQ Full => A OR B". Empty text is no filter.
func ParseFilter(line string, known []Field) (Filter, error) {
	var f Filter
	conditions, expression, _ := strings.Cut(line, "=>")
	f.Expression = strings.TrimSpace(expression)
	for _, part := range strings.Split(conditions, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		c, err := parseCondition(part, known)
		if err != nil {
			return Filter{}, err
		}
		f.Conditions = append(f.Conditions, c)
	}
	return f, f.Check(known)
}

func parseCondition(part string, known []Field) (Condition, error) {
	object, rest, _ := strings.Cut(part, ".")
	best := Field{}
	for _, f := range known { // the longest name that the text begins with: "Name" is not "Name Suffix"
		if strings.EqualFold(string(f.Object), strings.TrimSpace(object)) && len(f.Name) > len(best.Name) && hasWords(rest, f.Name) {
			best = f
		}
	}
	if best.Name == "" {
		return Condition{}, core.Errorf(core.Invalid, opFilter, "%q is no filter; write it like Company.ARR GTE 50000", part)
	}
	words := strings.TrimSpace(rest[len(best.Name):])
	operator, values, _ := strings.Cut(words, " ")
	c := Condition{Object: best.Object, Field: best.Name, Operator: Operator(strings.ToUpper(operator))}
	if values = strings.TrimSpace(values); values != "" {
		for _, v := range strings.Split(values, "|") {
			c.Values = append(c.Values, strings.TrimSpace(v))
		}
	}
	return c, nil
}

func hasWords(text, words string) bool {
	return len(text) > len(words) && strings.EqualFold(text[:len(words)], words) && text[len(words)] == ' '
}

// String writes the filter as ParseFilter reads it.
func (f Filter) String() string {
	var b strings.Builder
	for i, c := range f.Conditions {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(string(c.Object) + "." + c.Field + " " + string(c.Operator))
		if len(c.Values) > 0 {
			b.WriteString(" " + strings.Join(c.Values, "|"))
		}
	}
	if f.Expression != "" {
		b.WriteString(" => " + f.Expression)
	}
	return b.String()
}
