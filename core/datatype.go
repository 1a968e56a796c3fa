package core

import (
	"fmt"
	"slices"
	"strings"
)

// DataType names one of the eleven kinds of Gong data that can be imported. Its text is the name used in file names, in the
// database and on the command line, so it never changes.
type DataType string

// The eleven data types, in the order in which people see them.
const (
	Calls              DataType = "calls"
	Transcripts        DataType = "transcripts"
	Users              DataType = "users"
	UserStats          DataType = "user-stats"
	Scorecards         DataType = "scorecards"
	AnsweredScorecards DataType = "answered-scorecards"
	Libraries          DataType = "libraries"
	Trackers           DataType = "trackers"
	CRMDeals           DataType = "crm-deals"
	CRMContacts        DataType = "crm-contacts"
	CRMAccounts        DataType = "crm-accounts"
)

var dataTypes = []DataType{
	Calls, Transcripts, Users, UserStats, Scorecards, AnsweredScorecards, Libraries, Trackers, CRMDeals, CRMContacts, CRMAccounts,
}

// DataTypes lists all data types in the order in which people see them. The caller owns the slice.
func DataTypes() []DataType { return slices.Clone(dataTypes) }

// ParseDataTypes reads a comma-separated list of data type names, or "all". The answer is free of repeats and in the order of
// DataTypes, whatever order they were named in.
func ParseDataTypes(list string) ([]DataType, error) {
	if strings.TrimSpace(list) == "all" {
		return DataTypes(), nil
	}
	var named []DataType
	for _, name := range strings.Split(list, ",") {
		t := DataType(strings.TrimSpace(name))
		if !slices.Contains(dataTypes, t) {
			return nil, fmt.Errorf("%q is not a data type; the data types are %s", string(t), joinTypes(dataTypes))
		}
		named = append(named, t)
	}
	return SortDataTypes(named), nil
}

// SortDataTypes returns the known types among the given ones, each once, in the order of DataTypes.
func SortDataTypes(types []DataType) []DataType {
	var sorted []DataType
	for _, t := range dataTypes {
		if slices.Contains(types, t) {
			sorted = append(sorted, t)
		}
	}
	return sorted
}

func joinTypes(types []DataType) string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = string(t)
	}
	return strings.Join(names, ", ")
}

// FromCalls tells whether the type's records are made from the pages of POST /v2/calls/extensive, which one run fetches once
// for all of them.
func (t DataType) FromCalls() bool {
	switch t {
	case Calls, Transcripts, CRMDeals, CRMContacts, CRMAccounts:
		return true
	}
	return false
}

// CRM tells whether the type is one of the three made from the CRM objects that calls are linked to.
func (t DataType) CRM() bool { return t == CRMDeals || t == CRMContacts || t == CRMAccounts }

// Dated tells whether a period selects the type's records; the others are read whole.
func (t DataType) Dated() bool { return t.FromCalls() || t == UserStats || t == AnsweredScorecards }
