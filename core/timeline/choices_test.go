package timeline_test

import (
	"slices"
	"testing"

	"tamtam/core/timeline"
)

// TestChoicesAreOfTheDirectory: each value once, whatever its case, behind those that a field always has.
func TestChoicesAreOfTheDirectory(t *testing.T) {
	d := timeline.NewDirectory([]timeline.Company{
		{GSID: "a", Industry: "retail", Tags: []string{"north", "key"}, ManagedAs: "customer"},
		{GSID: "b", Industry: "Retail ", Tags: []string{"key"}, ManagedAs: "Reseller"},
		{GSID: "c", Industry: "Energy"},
	}, nil, []timeline.User{{GSID: "u", Timezone: "Europe/Berlin", License: timeline.Full}})
	known := timeline.Fields(nil, nil)
	for _, c := range []struct {
		object timeline.Object
		field  string
		want   []string
	}{
		{timeline.CompanyObject, "Industry", []string{"Energy", "Retail"}},
		{timeline.CompanyObject, "Tags", []string{"key", "north"}},
		{timeline.CompanyObject, "Managed As", []string{"Customer", "Ex-customer", "Partner", "Prospect", "Reseller"}},
		{timeline.CompanyObject, "Stage", nil},
		{timeline.CompanyObject, "Name", nil},
		{timeline.UserObject, "Timezone", []string{"Europe/Berlin"}},
		{timeline.UserObject, "License Type", []string{"Full", "ViewerAnalytics", "Viewer", "IC", "External", "None"}},
	} {
		i := slices.IndexFunc(known, func(f timeline.Field) bool { return f.Object == c.object && f.Name == c.field })
		if got := d.Choices(known[i]); !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %q, want %q", c.object, c.field, got, c.want)
		}
	}
}

// TestLookupsReferToObjects: every field that holds ids says of which object they are, and no other does.
func TestLookupsReferToObjects(t *testing.T) {
	want := map[string]timeline.Object{
		"Company CSM": timeline.UserObject, "Company Parent Company": timeline.CompanyObject, "User Manager": timeline.UserObject, "User Company": timeline.CompanyObject,
	}
	for _, f := range timeline.Fields([]string{"x"}, nil) {
		if name := string(f.Object) + " " + f.Name; f.Refers() != want[name] {
			t.Errorf("%s refers to %q", name, f.Refers())
		}
	}
}
