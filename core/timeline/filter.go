package timeline

import (
	"math"
	"slices"
	"strings"
	"time"

	"tamtam/core"
)

// Filter says which meetings are logged. The zero value leaves all in.
type Filter struct {
	// Conditions are lettered A, B, C in this order.
	Conditions []Condition `json:"conditions,omitempty"`
	// Expression joins them, as "A AND (B OR C)"; "" is all of them by AND.
	Expression string `json:"expression,omitempty"`
}

// Object is what a condition asks about: the company that a meeting belongs to, or the user who is its author.
type Object string

// The objects.
const (
	CompanyObject Object = "Company"
	UserObject    Object = "User"
)

// Condition is one filter.
type Condition struct {
	Object Object `json:"object"`
	// Field is the name of the field, as Fields lists them; a custom one is "custom." and its name.
	Field    string   `json:"field"`
	Operator Operator `json:"operator"`
	Values   []string `json:"values,omitempty"`
}

// Operator compares a field with values.
type Operator string

// The operators; which type of field knows which is in OperatorsOf.
const (
	EQ             Operator = "EQ"
	NE             Operator = "NE"
	Contains       Operator = "CONTAINS"
	DoesNotContain Operator = "DOES_NOT_CONTAIN"
	StartsWith     Operator = "STARTS_WITH"
	EndsWith       Operator = "ENDS_WITH"
	In             Operator = "IN"
	NotIn          Operator = "NOT_IN"
	IsNull         Operator = "IS_NULL"
	IsNotNull      Operator = "IS_NOT_NULL"
	GT             Operator = "GT"
	GTE            Operator = "GTE"
	LT             Operator = "LT"
	LTE            Operator = "LTE"
	Between        Operator = "BTW" // inclusive
	Includes       Operator = "INCLUDES"
	Excludes       Operator = "EXCLUDES"
)

const opFilter = "check the filters"

// MostConditions is how many conditions a filter can have: they are named by the letters from A to Z.
const MostConditions = 26

// Check tells what is wrong with a filter, core.Invalid with a sentence for a person: a field that none of the known ones is (a custom one may have
// been deleted), an operator that the field does not know, values that are none, an expression that cannot be read.
func (f Filter) Check(known []Field) error {
	_, err := f.compile(known)
	return err
}

// compiled is a filter that was checked.
type compiled struct {
	filter     Filter
	fields     []Field // of the conditions
	expression expression
}

func (f Filter) compile(known []Field) (compiled, error) {
	c := compiled{filter: f}
	if len(f.Conditions) > MostConditions {
		return c, core.Errorf(core.Invalid, opFilter, "there can be %d filters at most", MostConditions)
	}
	for i, condition := range f.Conditions {
		field, err := condition.field(known)
		if err != nil {
			return c, core.Errorf(core.Invalid, opFilter, "filter %s: %s", Letter(i), core.CauseOf(err))
		}
		c.fields = append(c.fields, field)
	}
	if len(f.Conditions) == 0 {
		return c, nil
	}
	var err error
	c.expression, err = parseExpression(f.Expression, len(f.Conditions))
	return c, err
}

// Check tells what is wrong with a condition alone, as Filter.Check does with all.
func (c Condition) Check(known []Field) error {
	_, err := c.field(known)
	return err
}

// field finds the condition's field and tells what is wrong.
func (c Condition) field(known []Field) (Field, error) {
	i := slices.IndexFunc(known, func(f Field) bool { return f.Object == c.Object && f.Name == c.Field })
	if i < 0 {
		return Field{}, core.Errorf(core.Invalid, opFilter, "there is no field %q of %s; choose another one or remove the filter", c.Field, c.Object)
	}
	f := known[i]
	if !slices.Contains(OperatorsOf(f.Type), c.Operator) {
		return f, core.Errorf(core.Invalid, opFilter, "%s cannot be asked of %s", c.Operator, f.Name)
	}
	least, most := c.Operator.Values()
	switch n := len(c.Values); {
	case n < least:
		return f, core.Errorf(core.Invalid, opFilter, "%s needs a value", c.Operator)
	case most >= 0 && n > most:
		return f, core.Errorf(core.Invalid, opFilter, "%s takes no more values than %d", c.Operator, most)
	}
	for _, text := range c.Values {
		if err := f.checkValue(text); err != nil {
			return f, err
		}
	}
	return f, nil
}

func (f Field) checkValue(text string) error {
	switch f.Type {
	case NumberField:
		if n, err := parseNumber(text); err != nil || math.IsNaN(n) {
			return core.Errorf(core.Invalid, opFilter, "%q is not a number", text)
		}
	case BoolField:
		if t := folded(text); t != "true" && t != "false" {
			return core.Errorf(core.Invalid, opFilter, "%q is neither true nor false", text)
		}
	case DateField, TimeField:
		_, err := parseSpan(text, time.Time{})
		return err
	default:
		if strings.TrimSpace(text) == "" {
			return core.Errorf(core.Invalid, opFilter, "a value is empty; ask with %s for what is empty", IsNull)
		}
	}
	return nil
}

// evaluate tells whether a meeting of a company and an author is left in; nil is one that was not found. today is a moment of the UTC day of the run.
func (c compiled) evaluate(company *Company, author *User, today time.Time) Truth {
	if len(c.filter.Conditions) == 0 {
		return True
	}
	return c.expression.evaluate(func(letter int) Truth {
		condition, field := c.filter.Conditions[letter], c.fields[letter]
		if field.Object == CompanyObject && company == nil || field.Object == UserObject && author == nil {
			return Unknown
		}
		return truth(condition.holds(field.Type, field.of(company, author), today))
	})
}
