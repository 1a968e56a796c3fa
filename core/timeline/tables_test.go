package timeline_test

import (
	"reflect"
	"strings"
	"testing"

	"tamtam/core/timeline"
)

// TestOperatorsOfTypes is the table of the filter model.
func TestOperatorsOfTypes(t *testing.T) {
	for words, types := range map[string][]timeline.FieldType{
		"EQ NE CONTAINS DOES_NOT_CONTAIN STARTS_WITH ENDS_WITH IN NOT_IN IS_NULL IS_NOT_NULL": {timeline.TextField},
		"EQ NE GT GTE LT LTE BTW IN NOT_IN IS_NULL IS_NOT_NULL":                               {timeline.NumberField},
		"EQ NE": {timeline.BoolField},
		"EQ NE GT GTE LT LTE BTW IS_NULL IS_NOT_NULL": {timeline.DateField, timeline.TimeField},
		"INCLUDES EXCLUDES EQ NE IS_NULL IS_NOT_NULL": {timeline.ChoiceField},
		"INCLUDES EXCLUDES IS_NULL IS_NOT_NULL":       {timeline.ChoicesField},
		"EQ NE IN NOT_IN IS_NULL IS_NOT_NULL":         {timeline.LookupField},
	} {
		for _, kind := range types {
			var got []string
			for _, o := range timeline.OperatorsOf(kind) {
				got = append(got, string(o))
			}
			if strings.Join(got, " ") != words {
				t.Errorf("type %d has %q, want %q", kind, got, words)
			}
		}
	}
}

// TestFieldsOfFilters are the lists of the filter model: S is a string, an address or an id, N a number or an amount, B a boolean, Dt a date, DT an instant,
// D a dropdown, M one of which several can be chosen, L a lookup.
func TestFieldsOfFilters(t *testing.T) {
	const company = "Name S, GSID S, Industry D, ARR N, MRR N, Employees N, Stage D, Status D, CSM L, Original Contract Date Dt, Renewal Date Dt, Lifetime in Months N, " +
		"Managed As D, Parent Company L, Current Score N, NPS N, CRM Account Id S, Tags M, Created Date DT, Modified Date DT, custom.Tier S"
	const user = "Name S, First Name S, Last Name S, Email S, Title S, License Type D, Is Active B, System Type D, Manager L, Timezone D, Company L, External ID S, " +
		"Created Date DT, Modified Date DT, custom.Region S"
	types := map[timeline.FieldType]string{
		timeline.TextField: "S", timeline.NumberField: "N", timeline.BoolField: "B", timeline.DateField: "Dt", timeline.TimeField: "DT", timeline.ChoiceField: "D",
		timeline.ChoicesField: "M", timeline.LookupField: "L",
	}
	got := map[timeline.Object][]string{}
	for _, f := range timeline.Fields([]string{"Tier"}, []string{"Region"}) {
		got[f.Object] = append(got[f.Object], f.Name+" "+types[f.Type])
	}
	for object, want := range map[timeline.Object]string{timeline.CompanyObject: company, timeline.UserObject: user} {
		if fields := strings.Join(got[object], ", "); fields != want {
			t.Errorf("%s has %s", object, fields)
		}
	}
}

// TestWhatAProgramComesWith: the types of Activities, and the settings before anybody has chosen.
func TestWhatAProgramComesWith(t *testing.T) {
	var got []string
	for _, a := range timeline.ActivityTypes() {
		line := a.Name + " " + string(a.Level)
		for word, has := range map[string]bool{" inactive": !a.Active, " whole": a.InternalAttendees && a.ExternalAttendees && a.Duration} {
			if has {
				line += word
			}
		}
		if !strings.HasSuffix(line, "whole") && (a.InternalAttendees || a.ExternalAttendees || a.Duration) {
			line += " in part"
		}
		got = append(got, line)
	}
	if want := []string{"Update Global", "Call Global whole", "Meeting Global whole", "Email Global", "Milestone Global"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	want := timeline.Settings{ActivityType: "Meeting", BackfillDays: 7, CRMSystem: timeline.Salesforce}
	if s := timeline.DefaultSettings(); !reflect.DeepEqual(s, want) || s.Enabled || s.MatchByDomain || len(s.Filter.Conditions) > 0 {
		t.Errorf("%+v", s)
	}
	if timeline.ConnectionType != "GONG_IO" {
		t.Errorf("admins do not know %q", timeline.ConnectionType)
	}
}
