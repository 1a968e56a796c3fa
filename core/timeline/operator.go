package timeline

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"tamtam/core"
)

// OperatorsOf lists the operators that a type of field knows, in the order in which they are offered.
func OperatorsOf(t FieldType) []Operator {
	switch t {
	case NumberField:
		return []Operator{EQ, NE, GT, GTE, LT, LTE, Between, In, NotIn, IsNull, IsNotNull}
	case BoolField:
		return []Operator{EQ, NE}
	case DateField, TimeField:
		return []Operator{EQ, NE, GT, GTE, LT, LTE, Between, IsNull, IsNotNull}
	case ChoiceField:
		return []Operator{Includes, Excludes, EQ, NE, IsNull, IsNotNull}
	case ChoicesField:
		return []Operator{Includes, Excludes, IsNull, IsNotNull}
	case LookupField:
		return []Operator{EQ, NE, In, NotIn, IsNull, IsNotNull}
	}
	return []Operator{EQ, NE, Contains, DoesNotContain, StartsWith, EndsWith, In, NotIn, IsNull, IsNotNull}
}

// Values tells how many values an operator takes; most is -1 where there is no bound.
func (o Operator) Values() (least, most int) {
	switch o {
	case IsNull, IsNotNull:
		return 0, 0
	case Between:
		return 2, 2
	case In, NotIn, Includes, Excludes:
		return 1, -1
	}
	return 1, 1
}

// ofNull is what an operator says of a field that has nothing.
func (o Operator) ofNull() bool {
	switch o {
	case IsNull, NE, DoesNotContain, NotIn, Excludes:
		return true
	}
	return false
}

// holds tells whether a condition is true of what a field has. today is a moment of the UTC day that relative days count from. The condition was
// checked.
func (c Condition) holds(t FieldType, v value, today time.Time) bool {
	if v.null() || c.Operator == IsNull || c.Operator == IsNotNull {
		return v.null() == c.Operator.ofNull()
	}
	switch t {
	case NumberField:
		return c.ofNumber(*v.number)
	case DateField, TimeField:
		return c.ofTime(v.at, today)
	}
	return c.ofTexts(v.texts)
}

func (c Condition) ofTexts(texts []string) bool {
	among := func(is func(text, value string) bool) bool {
		return slices.ContainsFunc(texts, func(text string) bool {
			return slices.ContainsFunc(c.Values, func(value string) bool { return is(folded(text), folded(value)) })
		})
	}
	equal := func(a, b string) bool { return a == b }
	switch c.Operator {
	case EQ, In, Includes:
		return among(equal)
	case NE, NotIn, Excludes:
		return !among(equal)
	case Contains:
		return among(strings.Contains)
	case DoesNotContain:
		return !among(strings.Contains)
	case StartsWith:
		return among(strings.HasPrefix)
	case EndsWith:
		return among(strings.HasSuffix)
	}
	return false
}

func folded(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func (c Condition) ofNumber(n float64) bool {
	bounds := make([]float64, len(c.Values))
	for i, text := range c.Values {
		bounds[i], _ = parseNumber(text)
	}
	switch c.Operator {
	case EQ, In:
		return slices.Contains(bounds, n)
	case NE, NotIn:
		return !slices.Contains(bounds, n)
	case GT:
		return n > bounds[0]
	case GTE:
		return n >= bounds[0]
	case LT:
		return n < bounds[0]
	case LTE:
		return n <= bounds[0]
	case Between:
		return bounds[0] <= n && n <= bounds[1]
	}
	return false
}

func parseNumber(text string) (float64, error) {
	return strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(text), ",", ""), 64)
}

// span is a stretch of time: from its first instant up to the first one after it.
type span struct{ from, to time.Time }

func (c Condition) ofTime(at, today time.Time) bool {
	spans := make([]span, len(c.Values))
	for i, text := range c.Values {
		spans[i], _ = parseSpan(text, today)
	}
	first, last := spans[0], spans[len(spans)-1]
	switch c.Operator {
	case EQ, Between:
		return !at.Before(first.from) && at.Before(last.to)
	case NE:
		return at.Before(first.from) || !at.Before(first.to)
	case GT:
		return !at.Before(first.to)
	case GTE:
		return !at.Before(first.from)
	case LT:
		return at.Before(first.from)
	case LTE:
		return at.Before(first.to)
	}
	return false
}

// The relative days. LAST_N_DAYS and NEXT_N_DAYS have the number of days behind them, today excluded: "LAST_N_DAYS 7".
const (
	Today     = "TODAY"
	Yesterday = "YESTERDAY"
	Tomorrow  = "TOMORROW"
	LastDays  = "LAST_N_DAYS"
	NextDays  = "NEXT_N_DAYS"
)

// mostDays bounds relative days.
const mostDays = 36_500

// parseSpan reads a day, an instant (RFC 3339), or relative days.
func parseSpan(text string, now time.Time) (span, error) {
	text = strings.TrimSpace(text)
	today := core.DayOf(now)
	days := func(from, to int) (span, error) { return span{today.Add(from).Start(), today.Add(to).Start()}, nil }
	word, number, _ := strings.Cut(strings.ToUpper(text), " ")
	switch word {
	case Today:
		return days(0, 1)
	case Yesterday:
		return days(-1, 0)
	case Tomorrow:
		return days(1, 2)
	case LastDays, NextDays:
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if err != nil || n < 1 || n > mostDays {
			return span{}, core.Errorf(core.Invalid, opFilter, "write %s with a number of days behind it: %s 7", word, word)
		}
		if word == LastDays {
			return days(-n, 0)
		}
		return days(1, n+1)
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return span{t, t.Add(1)}, nil
	}
	day, err := core.ParseDay(text)
	if err != nil {
		return span{}, core.E(core.Invalid, opFilter, err)
	}
	return span{day.Start(), day.Add(1).Start()}, nil
}
