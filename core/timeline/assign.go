package timeline

import (
	"encoding/json"
	"strconv"
	"strings"

	"tamtam/core"
)

const opSettings = "change the settings of the Timeline"

// MostBackfill bounds Settings.BackfillDays.
const MostBackfill = 3650

// Set gives a setting, by its name in the rules, a value in the words of a command line. known are the fields that filters can ask about.
func (s *Settings) Set(key, value string, known []Field) error {
	var err error
	switch key {
	case "enabled":
		s.Enabled, err = parseSwitch(value)
	case "match_by_domain":
		s.MatchByDomain, err = parseSwitch(value)
	case "activity_type":
		s.ActivityType = strings.TrimSpace(value)
	case "backfill_days":
		s.BackfillDays, err = strconv.Atoi(value)
		if err != nil {
			err = core.Errorf(core.Invalid, opSettings, "%q is no number of days", value)
		}
	case "crm_system":
		s.CRMSystem = CRMSystem(strings.TrimSpace(value))
		if strings.EqualFold(value, "none") {
			s.CRMSystem = NoCRM
		}
	case "internal_domains":
		s.InternalDomains = nil
		for _, domain := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
			s.InternalDomains = append(s.InternalDomains, NormalDomain(domain))
		}
	case "filter":
		s.Filter, err = filterOf(value, known)
	default:
		err = core.Errorf(core.Invalid, opSettings, "there is no setting %q; there are enabled, activity_type, filter, crm_system, backfill_days, match_by_domain, internal_domains", key)
	}
	return err
}

func parseSwitch(value string) (bool, error) {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "true", "on", "yes", "1":
		return true, nil
	case "false", "off", "no", "0":
		return false, nil
	}
	return false, core.Errorf(core.Invalid, opSettings, "%q is neither on nor off", value)
}

// filterOf reads a filter as a line or as JSON.
func filterOf(value string, known []Field) (Filter, error) {
	value = strings.TrimSpace(value)
	switch {
	case strings.EqualFold(value, "none"):
		return Filter{}, nil
	case !strings.HasPrefix(value, "{"):
		return ParseFilter(value, known)
	}
	var f Filter
	if err := json.Unmarshal([]byte(value), &f); err != nil {
		return f, core.Errorf(core.Invalid, opSettings, "the filter is not valid JSON")
	}
	return f, f.Check(known)
}

// Check tells what is wrong with the settings: core.Invalid with a sentence for a person.
func (s Settings) Check(types []ActivityType, known []Field) error {
	if _, ok := activeType(s.ActivityType, types); !ok {
		return core.Errorf(core.Invalid, opSettings, "%s", M10(s.ActivityType))
	}
	switch s.CRMSystem {
	case NoCRM, Salesforce, MicrosoftDynamics, GenericCRM:
	case HubSpot:
		return core.Errorf(core.Invalid, opSettings, "HubSpot is not supported; choose Salesforce, MicrosoftDynamic, Generic or none")
	default:
		return core.Errorf(core.Invalid, opSettings, "%q is no CRM that is known; choose Salesforce, MicrosoftDynamic, Generic or none", s.CRMSystem)
	}
	if s.BackfillDays < 0 || s.BackfillDays > MostBackfill {
		return core.Errorf(core.Invalid, opSettings, "the first run can read back %d days at most", MostBackfill)
	}
	return s.Filter.Check(known)
}

// activeType finds an active global type by its name.
func activeType(name string, types []ActivityType) (ActivityType, bool) {
	for _, t := range types {
		if t.Name == name && t.Level == Global && t.Active {
			return t, true
		}
	}
	return ActivityType{}, false
}
