package timeline_test

import (
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/timeline"
)

func number(n float64) *float64 { return &n }

func day(text string) time.Time {
	d, err := core.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d.Start()
}

// where makes a condition of words: object, field with "_" for spaces, operator, values divided by "|".
func where(text string) timeline.Condition {
	words := strings.SplitN(text, " ", 4)
	c := timeline.Condition{Object: timeline.Object(words[0]), Field: strings.ReplaceAll(words[1], "_", " "), Operator: timeline.Operator(words[2])}
	if len(words) > 3 {
		c.Values = strings.Split(words[3], "|")
	}
	return c
}

// decided is what becomes of a call of Ana's with Acme under filters.
func decided(t *testing.T, company timeline.Company, all []timeline.User, expression string, conditions ...string) timeline.Decision {
	t.Helper()
	company.GSID, company.CRMSystem, company.CRMAccountID = "c", timeline.Salesforce, "001"
	s := timeline.DefaultSettings()
	s.Filter.Expression = expression
	for _, c := range conditions {
		s.Filter.Conditions = append(s.Filter.Conditions, where(c))
	}
	r, err := timeline.NewRules(s, timeline.ActivityTypes(), timeline.NewDirectory([]timeline.Company{company}, nil, all), nil, none, day("2024-06-10").Add(9*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return r.Decide(timeline.Call{ID: "1", Owner: "42", Accounts: []timeline.Account{{System: timeline.Salesforce, ID: "001"}}}, &ana)
}

// TestFilters is the table F of the rules.
func TestFilters(t *testing.T) {
	for _, c := range []struct {
		name       string
		company    timeline.Company
		users      string
		expression string
		conditions []string
		want       string // "" for an Activity
	}{
		{"F1", timeline.Company{ARR: number(50000)}, "Full", "", []string{"Company ARR GTE 50000"}, ""},
		{"F2", timeline.Company{}, "Full", "", []string{"Company ARR LT 50000"}, timeline.S2},
		{"F3", timeline.Company{}, "Full", "", []string{"Company Industry EXCLUDES Retail"}, ""},
		{"F4", timeline.Company{Stage: "Live"}, "Viewer", "A AND B", []string{"Company Stage INCLUDES Live", "User License_Type EQ Full"}, timeline.S2},
		{"F5", timeline.Company{Stage: "Live"}, "Viewer", "A OR B", []string{"Company Stage INCLUDES Live", "User License_Type EQ Full"}, ""},
		{"F6", timeline.Company{Name: "ACME Ltd"}, "Full", "", []string{"Company Name CONTAINS acme"}, ""},
		{"F7", timeline.Company{Renewal: day("2024-06-30")}, "Full", "", []string{"Company Renewal_Date BTW 2024-06-01|2024-06-30"}, ""},
		{"F8", timeline.Company{ManagedAs: timeline.Prospect}, "-Full", "", []string{"Company Managed_As EQ Customer", "User License_Type EQ Full"}, timeline.S2},
		{"F9", timeline.Company{}, "", "", []string{"User License_Type EQ Full"}, timeline.S2},
		{"unknown is not false: the failure is said", timeline.Company{ManagedAs: timeline.Customer}, "-Full", "", []string{"Company Managed_As EQ Customer", "User License_Type EQ Full"}, timeline.M6(ana)},
		{"unknown or true", timeline.Company{ManagedAs: timeline.Customer}, "-Full", "A OR B", []string{"Company Managed_As EQ Customer", "User License_Type EQ Full"}, timeline.M6(ana)},
		{"a user that would be made counts as IC", timeline.Company{}, "", "", []string{"User License_Type EQ IC", "User Is_Active EQ true", "User Email EQ ANA@x.com"}, timeline.M5(ana)},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := decided(t, c.company, users(c.users), c.expression, c.conditions...)
			if d.Message != c.want || (d.Status == timeline.EntrySuccess) != (c.want == "") || (d.Status == timeline.EntrySkipped) != (c.want == timeline.S2) {
				t.Errorf("%s %q, want %q", d.Status, d.Message, c.want)
			}
		})
	}
}

// TestOperators asks each operator of each type of field, of a value and of none. Today is 2024-06-10.
func TestOperators(t *testing.T) {
	full := timeline.Company{
		Name: " Acme Ltd ", ARR: number(10), Renewal: day("2024-06-09"), Created: day("2024-06-10").Add(23 * time.Hour), Industry: "Retail", Tags: []string{"Key", "EU"},
		CSM: "u9", Custom: map[string]string{"Tier": "Gold"},
	}
	for condition, want := range map[string][2]bool{ // of full, and of a company with nothing
		"Company Name EQ acme ltd":                       {true, false},
		"Company Name EQ acme":                           {false, false},
		"Company Name NE acme":                           {true, true},
		"Company Name CONTAINS ME L":                     {true, false},
		"Company Name DOES_NOT_CONTAIN me l":             {false, true},
		"Company Name STARTS_WITH ac":                    {true, false},
		"Company Name STARTS_WITH ltd":                   {false, false},
		"Company Name ENDS_WITH LTD":                     {true, false},
		"Company Name ENDS_WITH acme":                    {false, false},
		"Company Name IN x|acme ltd":                     {true, false},
		"Company Name NOT_IN x|acme ltd":                 {false, true},
		"Company Name IS_NULL":                           {false, true},
		"Company Name IS_NOT_NULL":                       {true, false},
		"Company ARR EQ 10.0":                            {true, false},
		"Company ARR NE 10":                              {false, true},
		"Company ARR GT 10":                              {false, false},
		"Company ARR GTE 10":                             {true, false},
		"Company ARR LT 10":                              {false, false},
		"Company ARR LTE 10":                             {true, false},
		"Company ARR BTW 10|20":                          {true, false},
		"Company ARR BTW 1|9":                            {false, false},
		"Company ARR IN 1|10":                            {true, false},
		"Company ARR NOT_IN 1|10":                        {false, true},
		"Company ARR GT 1,0":                             {false, false},
		"Company ARR IS_NULL":                            {false, true},
		"Company Renewal_Date EQ 2024-06-09":             {true, false},
		"Company Renewal_Date EQ YESTERDAY":              {true, false},
		"Company Renewal_Date EQ today":                  {false, false},
		"Company Renewal_Date NE TODAY":                  {true, true},
		"Company Renewal_Date GT 2024-06-09":             {false, false},
		"Company Renewal_Date GTE 2024-06-09":            {true, false},
		"Company Renewal_Date LT TODAY":                  {true, false},
		"Company Renewal_Date LTE 2024-06-08":            {false, false},
		"Company Renewal_Date EQ LAST_N_DAYS 1":          {true, false},
		"Company Renewal_Date EQ NEXT_N_DAYS 30":         {false, false},
		"Company Renewal_Date IS_NOT_NULL":               {true, false},
		"Company Created_Date EQ TODAY":                  {true, false},
		"Company Created_Date EQ LAST_N_DAYS 7":          {false, false},
		"Company Created_Date LT TOMORROW":               {true, false},
		"Company Created_Date GT 2024-06-10T22:59:59Z":   {true, false},
		"Company Created_Date GT 2024-06-10T23:00:00Z":   {false, false},
		"Company Created_Date BTW 2024-06-10|2024-06-10": {true, false},
		"Company Industry INCLUDES retail|Energy":        {true, false},
		"Company Industry EXCLUDES Energy":               {true, true},
		"Company Industry EQ Retail":                     {true, false},
		"Company Industry NE Retail":                     {false, true},
		"Company Tags INCLUDES eu":                       {true, false},
		"Company Tags INCLUDES us":                       {false, false},
		"Company Tags EXCLUDES us|EU":                    {false, true},
		"Company Tags IS_NULL":                           {false, true},
		"Company CSM EQ u9":                              {true, false},
		"Company CSM NOT_IN u9":                          {false, true},
		"Company custom.Tier EQ gold":                    {true, false},
	} {
		for i, company := range []timeline.Company{full, {Custom: map[string]string{"Tier": " "}}} {
			if d := decided(t, company, users("Full"), "", condition); (d.Status == timeline.EntrySuccess) != want[i] {
				t.Errorf("%s, company %d: %s", condition, i, d.Status)
			}
		}
	}
}

// TestEveryOperatorOfEveryTypeIsAnswered: whatever is offered can be checked and evaluated.
func TestEveryOperatorOfEveryTypeIsAnswered(t *testing.T) {
	value := map[timeline.FieldType]string{
		timeline.NumberField: "1", timeline.BoolField: "true", timeline.DateField: "TODAY", timeline.TimeField: "NEXT_N_DAYS 3",
	}
	asked := 0
	for _, f := range timeline.Fields([]string{"Tier"}, []string{"Region"}) {
		for _, o := range timeline.OperatorsOf(f.Type) {
			c := timeline.Condition{Object: f.Object, Field: f.Name, Operator: o}
			one := value[f.Type]
			if one == "" {
				one = "x"
			}
			switch o {
			case timeline.IsNull, timeline.IsNotNull:
			case timeline.Between:
				c.Values = []string{one, one}
			default:
				c.Values = []string{one}
			}
			known := timeline.Fields([]string{"Tier"}, []string{"Region"})
			if err := (timeline.Filter{Conditions: []timeline.Condition{c}}).Check(known); err != nil {
				t.Errorf("%s %s: %v", f.Name, o, err)
			}
			asked++
		}
	}
	if asked < 200 {
		t.Errorf("%d only", asked)
	}
}

func TestExpressions(t *testing.T) {
	company := timeline.Company{Name: "yes"}
	conditions := []string{"Company Name EQ yes", "Company Name EQ no", "Company Name EQ yes"} // A and C hold
	for expression, want := range map[string]bool{
		"":                         false,
		"A OR B OR C":              true,
		"A AND B OR C":             true,
		"A AND (B OR C)":           true,
		"(A OR C) AND B":           false,
		"B AND A OR C AND B":       false,
		"b or (a and (c))":         true,
		"((A) OR B) AND C":         true,
		"A OR B AND B OR C AND B ": true,
	} {
		if d := decided(t, company, users("Full"), expression, conditions...); (d.Status == timeline.EntrySuccess) != want {
			t.Errorf("%q: %s", expression, d.Status)
		}
	}
	for _, expression := range []string{
		"A", "A B C", "A AND", "AND A", "(A OR B OR C", "A OR B OR C)", "A OR B OR D", "A NOT B OR C", "()", "A OR (B C)", "A OR B OR 1", strings.Repeat("(", 99) + "A OR B OR C" + strings.Repeat(")", 99),
	} {
		f := timeline.Filter{Expression: expression}
		for _, c := range conditions {
			f.Conditions = append(f.Conditions, where(c))
		}
		if err := f.Check(timeline.Fields(nil, nil)); !core.Is(err, core.Invalid) {
			t.Errorf("%q: %v", expression, err)
		}
	}
}

// TestFiltersThatCannotBe are refused with a sentence, when they are saved and when a run begins.
func TestFiltersThatCannotBe(t *testing.T) {
	for _, condition := range []string{
		"Company Colour EQ red", "User ARR EQ 1", "Company custom.Gone EQ 1", "Company ARR CONTAINS 1", "Company ARR EQ much", "Company ARR EQ NaN", "Company ARR EQ",
		"Company ARR BTW 1", "Company ARR BTW 1|2|3", "Company ARR GT 1|2", "Company ARR IS_NULL 1", "User Is_Active EQ perhaps", "Company Renewal_Date EQ 30.6.2024",
		"Company Renewal_Date EQ LAST_N_DAYS", "Company Renewal_Date EQ LAST_N_DAYS -1", "Company Renewal_Date EQ NEXT_N_DAYS 99999999", "Company Name EQ  ",
	} {
		s := timeline.DefaultSettings()
		s.Filter.Conditions = []timeline.Condition{where(condition)}
		if err := s.Filter.Check(timeline.Fields(nil, nil)); !core.Is(err, core.Invalid) || !strings.HasPrefix(core.CauseOf(err), "filter A: ") {
			t.Errorf("%s: %v", condition, err)
		}
		if _, err := timeline.NewRules(s, timeline.ActivityTypes(), timeline.NewDirectory(nil, nil, nil), nil, none, day("2024-06-10")); !core.Is(err, core.Invalid) {
			t.Errorf("%s begins a run: %v", condition, err)
		}
	}
	many := timeline.Filter{Conditions: make([]timeline.Condition, timeline.MostConditions+1)}
	if err := many.Check(timeline.Fields(nil, nil)); !core.Is(err, core.Invalid) {
		t.Errorf("27 filters: %v", err)
	}
}

// FuzzExpression: any text is read or refused, and what is read has every letter.
func FuzzExpression(f *testing.F) {
	for _, text := range []string{"A AND (B OR C)", "((A)) OR B AND C", "A AND", ")(", "a or b or c"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		filter := timeline.Filter{Expression: text}
		for range 3 {
			filter.Conditions = append(filter.Conditions, where("Company Name EQ x"))
		}
		if filter.Check(timeline.Fields(nil, nil)) != nil || strings.TrimSpace(text) == "" {
			return
		}
		for _, letter := range "ABC" {
			if !strings.ContainsRune(strings.ToUpper(text), letter) {
				t.Errorf("%q lacks %c", text, letter)
			}
		}
	})
}
