package meetings_test

import (
	"reflect"
	"testing"

	"tamtam/core/timeline"
)

// TestFiltersAreEnteredByTheTypeOfTheirField: each with the operators and the values that it takes; what is saved is what core/timeline reads.
func TestFiltersAreEnteredByTheTypeOfTheirField(t *testing.T) {
	company, user := timeline.CompanyObject, timeline.UserObject
	for name, c := range map[string]struct {
		object    timeline.Object
		field     string
		operators []string // those chosen, one after the other; the first that is offered where there is none
		enter     func(s *screen)
		want      timeline.Condition
	}{
		"text": {company, "Name", nil, func(s *screen) { s.Enter("Value", " Acme ") }, timeline.Condition{Field: "Name", Operator: timeline.Contains, Values: []string{"Acme"}}},
		"several texts": {
			company, "Name",
			[]string{"contains", "is one of"},
			func(s *screen) { s.Enter("Values", "Acme | Globex |") },
			timeline.Condition{Field: "Name", Operator: timeline.In, Values: []string{"Acme", "Globex"}},
		},
		"no value": {company, "Name", []string{"contains", "is empty"}, func(*screen) {}, timeline.Condition{Field: "Name", Operator: timeline.IsNull}},
		"a number": {company, "ARR", []string{"is", "is at least"}, func(s *screen) { s.Enter("Value", "50000") }, timeline.Condition{Field: "ARR", Operator: timeline.GTE, Values: []string{"50000"}}},
		"two numbers": {
			company, "NPS",
			[]string{"is", "is between"},
			func(s *screen) { s.Enter("From", "10"); s.Enter("To", "50") },
			timeline.Condition{Field: "NPS", Operator: timeline.Between, Values: []string{"10", "50"}},
		},
		"yes or no": {user, "Is Active", nil, func(s *screen) { choose(s, "(Select one)", "No") }, timeline.Condition{Field: "Is Active", Operator: timeline.EQ, Values: []string{"false"}}},
		"a relative day": {
			company, "Renewal Date", nil, func(s *screen) { choose(s, "Relative days", "Last 30 days") },
			timeline.Condition{Field: "Renewal Date", Operator: timeline.EQ, Values: []string{"LAST_N_DAYS 30"}},
		},
		"two days": {
			company, "Renewal Date",
			[]string{"is on", "is between"},
			func(s *screen) { s.Enter("From", "2024-06-01"); s.Enter("To", "2024-06-30") },
			timeline.Condition{Field: "Renewal Date", Operator: timeline.Between, Values: []string{"2024-06-01", "2024-06-30"}},
		},
		"values of a list": {
			company, "Industry", nil, func(s *screen) { s.Tap("Choose…"); s.Tap("Retail"); s.Tap("Energy"); s.Tap("Use") },
			timeline.Condition{Field: "Industry", Operator: timeline.Includes, Values: []string{"Retail", "Energy"}},
		},
		"one of them": {
			company, "Industry",
			[]string{"includes", "is"},
			func(s *screen) { s.Tap("Choose…"); s.Tap("Retail"); s.Tap("Energy"); s.Tap("Use") },
			timeline.Condition{Field: "Industry", Operator: timeline.EQ, Values: []string{"Energy"}},
		},
		"a tag that nobody has": {
			company, "Tags",
			[]string{"includes", "excludes"},
			func(s *screen) {
				s.Tap("Choose…")
				s.Enter("Find", "churned")
				s.Tap("not in the directory")
				s.Tap("Use")
			},
			timeline.Condition{Field: "Tags", Operator: timeline.Excludes, Values: []string{"churned"}},
		},
		"a user": {
			company, "CSM", nil, func(s *screen) { s.Tap("Choose…"); s.Enter("Find", "sam@"); s.Tap("Sam Lee"); s.Tap("Use") },
			timeline.Condition{Field: "CSM", Operator: timeline.EQ, Values: []string{"u2"}},
		},
		"companies": {
			user, "Company",
			[]string{"is", "is none of"},
			func(s *screen) { s.Tap("Choose…"); s.Tap("Globex"); s.Tap("Initech"); s.Tap("Use") },
			timeline.Condition{Field: "Company", Operator: timeline.NotIn, Values: []string{"g1", "g2"}},
		},
		"a custom field": {
			company, "Region (custom)",
			[]string{"contains", "starts with"},
			func(s *screen) { s.Enter("Value", "North") },
			timeline.Condition{Field: "custom.Region", Operator: timeline.StartsWith, Values: []string{"North"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			s := open(t, w, settings)
			s.Resize(1024, 900) // so that nothing lies behind the end
			s.Tap("Add Filters")
			if c.object != company {
				choose(s, string(company), string(c.object))
			}
			if c.field != "Name" {
				choose(s, "Name", c.field)
			}
			if len(c.operators) > 0 {
				choose(s, c.operators[0], c.operators[1])
			}
			c.enter(s)
			s.Tap("Save")
			c.want.Object = c.object
			if got := w.form.Settings.Filter.Conditions; len(got) != 1 || !reflect.DeepEqual(got[0], c.want) {
				t.Errorf("saved %+v; shown is %q", got, s.Texts())
			}
			w.did(t, "save false Meeting "+w.form.Settings.Filter.String())
		})
	}
}

// TestWhatIsMissingIsSaidWhenItIsWanted, and not before: a filter that has just been added is not wrong yet.
func TestWhatIsMissingIsSaidWhenItIsWanted(t *testing.T) {
	w := newWorld()
	s := open(t, w, settings)
	s.Tap("Add Filters")
	s.MustNotShow("Enter a value.")
	s.Tap("Save")
	w.did(t)
	s.MustShow("Enter a value.")
	if got := s.focused(); got != "Field, Name" {
		t.Errorf("%q has the focus", got)
	}
	choose(s, "Name", "ARR")
	choose(s, "is", "is between")
	s.Enter("To", "1")
	s.Tap("Save")
	w.did(t)
	s.MustShow("Enter both values.")
	choose(s, "ARR", "Name")
	s.Enter("Value", "Acme")
	s.Tap("Save")
	w.did(t, "save false Meeting "+w.form.Settings.Filter.String())
}

// TestFiltersAreJoinedByAnExpression, A AND B AND C without one; no more than there are letters.
func TestFiltersAreJoinedByAnExpression(t *testing.T) {
	w := full()
	s := open(t, w, settings)
	s.Enter("Expression", "A AND (B OR C)")
	s.Enter("Value", "70000")
	s.Tap("Save")
	if got := w.form.Settings.Filter.Expression; got != "A AND (B OR C)" {
		t.Errorf("joined by %q", got)
	}
	s.Enter("Expression", "")
	s.MustShow("A AND B AND C")
	s.Tap("Save")
	if got := w.form.Settings.Filter.Expression; got != "" {
		t.Errorf("joined by %q", got)
	}
}

// TestAFilterOnADeletedFieldIsSaidAtOnce, and nothing is saved until it is changed or removed.
func TestAFilterOnADeletedFieldIsSaidAtOnce(t *testing.T) {
	w := newWorld()
	w.form.Settings.Filter.Conditions = []timeline.Condition{{Object: timeline.CompanyObject, Field: "custom.Tier", Operator: timeline.EQ, Values: []string{"1"}}}
	s := open(t, w, settings)
	s.MustShow("There is no field \"custom.Tier\" of Company; choose another one or remove the filter.")
	s.Tap("Save")
	s.Tap("Dry run")
	w.did(t)
	s.Tap("Remove the filter")
	s.Tap("Save")
	w.did(t, "save false Meeting ")
}

// TestATypeThatBecameInactiveIsSaidAtOnce by M10.
func TestATypeThatBecameInactiveIsSaidAtOnce(t *testing.T) {
	w := newWorld()
	w.form.Settings.ActivityType = "Old"
	s := open(t, w, settings)
	s.MustShow(timeline.M10("Old"))
	s.Tap("Save")
	w.did(t)
	choose(s, "Old", "Meeting")
	s.MustNotShow("not an active global")
}
