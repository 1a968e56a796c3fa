package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/index"
	"tamtam/core/review"
)

// mostCompletions is how many are offered at once.
const mostCompletions = 10

// Complete lists what may stand at the cursor, a place in runes: operators, and behind one its values, most calls first, at most ten.
func (e *Engine) Complete(ctx context.Context, query string, cursor int, o Options) ([]Completion, error) {
	to, part := wordAt(query, cursor)
	part = strings.TrimPrefix(part, "-")
	name, value, isOperator := strings.Cut(part, ":")
	from := to - utf8.RuneCountInString(part)
	if !isOperator {
		return completeOperator(part, from, to), nil
	}
	op := strings.ToLower(name)
	if !slices.Contains(Operators(), op) {
		return nil, nil
	}
	from += utf8.RuneCountInString(name) + 1
	value = index.Fold(strings.TrimLeft(value, `"“”`))
	catalogue, err := e.desk.Calls(ctx, o.Datasets...)
	if err != nil {
		return nil, err
	}
	counts := valuesOf(op, catalogue, o)
	var all []Completion
	for v, n := range counts {
		if strings.Contains(index.Fold(v), value) {
			all = append(all, Completion{From: from, To: to, Text: quoted(v), Calls: n})
		}
	}
	slices.SortFunc(all, func(a, b Completion) int { return cmp.Or(b.Calls-a.Calls, cmp.Compare(a.Text, b.Text)) })
	return all[:min(len(all), mostCompletions)], nil
}

func completeOperator(part string, from, to int) []Completion {
	if part == "" {
		return nil
	}
	var all []Completion
	for _, name := range Operators() {
		if strings.HasPrefix(name, strings.ToLower(part)) {
			all = append(all, Completion{From: from, To: to, Text: name + ":"})
		}
	}
	return all
}

// wordAt returns the word that ends at the cursor, a value in quotation marks with its operator being one, and where that is, in runes.
func wordAt(query string, cursor int) (to int, word string) {
	runes := []rune(query)
	to = min(max(cursor, 0), len(runes))
	from, quoted := 0, false
	for i, r := range runes[:to] {
		switch {
		case r == '"':
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			from = i + 1
		}
	}
	return to, string(runes[from:to])
}

// quoted writes a value so that it is read as one.
func quoted(v string) string {
	if strings.ContainsFunc(v, unicode.IsSpace) {
		return `"` + strings.ReplaceAll(v, `"`, "") + `"`
	}
	return v
}

// valuesOf counts in how many calls an operator has each value.
func valuesOf(op string, c *review.Catalogue, o Options) map[string]int {
	counts := map[string]int{}
	for _, call := range c.Calls {
		for _, v := range valuesIn(op, call, c.Names, o) {
			counts[v]++
		}
	}
	switch op {
	case "side":
		return map[string]int{"internal": 0, "external": 0}
	case "has":
		return map[string]int{"note": 0, "star": 0, "tag": 0, "highlight": 0, "transcript": 0, "tracker": 0}
	case "before", "after":
		return map[string]int{"today": 0, "yesterday": 0, "7d": 0, "30d": 0, "90d": 0}
	}
	return counts
}

// valuesIn are the values that an operator has in a call, each once.
func valuesIn(op string, call *review.Call, names map[core.DatasetID]string, o Options) (values []string) {
	switch op {
	case "speaker":
		for _, p := range call.People {
			if p.Talked > 0 || call.HasTranscript && !call.HasCall {
				values = append(values, p.Name)
			}
		}
	case "company":
		values = append(values, call.Companies...)
	case "tracker":
		values = each(call.Trackers, func(t digest.Tracker) string { return t.Name })
	case "topic":
		values = each(call.Topics, func(t digest.Topic) string { return t.Name })
	case "title":
		values = []string{call.Title}
	case "dataset":
		values = each(call.Datasets, func(id core.DatasetID) string { return names[id] })
	case "tag":
		if o.Personal != nil {
			values = append(values, o.Personal(call.ID).Tags...)
		}
	}
	slices.Sort(values)
	return slices.Compact(values)
}

func each[T any](all []T, of func(T) string) []string {
	values := make([]string, len(all))
	for i, v := range all {
		values[i] = of(v)
	}
	return values
}
