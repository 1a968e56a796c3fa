package directory

import (
	"errors"
	"fmt"
	"math"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"tamtam/core/timeline"
)

var errField = errors.New("is no field of this kind of table")

// mostID bounds ids, in bytes.
const mostID = 200

func id(to *timeline.GSID, cell string) error {
	if len(cell) > mostID || strings.ContainsFunc(cell, func(r rune) bool { return r < ' ' }) {
		return errors.New("is too long for an id, or has characters that no id has")
	}
	*to = timeline.GSID(cell)
	return nil
}

// thousands is a number whose thousands are divided by commas. In others a comma may divide the decimals, as in "1.234,5": those are refused rather than
// guessed.
var thousands = regexp.MustCompile(`^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?$`)

var unspaced = strings.NewReplacer(" ", "", "\u00a0", "")

// mostNumber bounds amounts: below it every whole number can be told from the next.
const mostNumber = 1 << 53

func number(to **float64, cell string) error {
	plain := strings.TrimSuffix(strings.TrimLeft(unspaced.Replace(cell), "$€£"), "%")
	if thousands.MatchString(plain) {
		plain = strings.ReplaceAll(plain, ",", "")
	}
	n, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsNaN(n) || math.Abs(n) > mostNumber {
		return fmt.Errorf("%q is not a number; write it like 1234.5", short(cell))
	}
	*to = &n
	return nil
}

// failed tells whether a cell is what a spreadsheet shows for a formula that has no value.
func failed(cell string) bool {
	switch cell {
	case "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

func yes(to *bool, cell string) error {
	switch strings.ToLower(cell) {
	case "true", "yes", "y", "1", "active", "x":
		*to = true
	case "false", "no", "n", "0", "inactive":
		*to = false
	default:
		return fmt.Errorf("%q is neither yes nor no; write true or false", short(cell))
	}
	return nil
}

// date reads a day or an instant. In a workbook a date is the number of days since the end of 1899.
func date(to *time.Time, cell string) error {
	for _, layout := range []string{time.DateOnly, time.RFC3339, time.DateTime, "2006-01-02 15:04", "2006/01/02"} {
		if t, err := time.Parse(layout, cell); err == nil {
			*to = t.UTC()
			return nil
		}
	}
	if days, err := strconv.ParseFloat(cell, 64); err == nil && days >= 1 && days < 2_958_466 { // up to 9999-12-31
		if t, err := excelize.ExcelDateToTime(days, false); err == nil {
			*to = t.UTC().Truncate(time.Second)
			return nil
		}
	}
	return fmt.Errorf("%q is not a date; write it like 2024-06-30", short(cell))
}

func email(to *string, cell string) error {
	a, err := mail.ParseAddress(cell)
	if err != nil || len(cell) > 320 {
		return fmt.Errorf("%q is not an e-mail address", short(cell))
	}
	*to = a.Address
	return nil
}

func system(to *timeline.CRMSystem, cell string) error {
	for _, s := range []timeline.CRMSystem{timeline.Salesforce, timeline.MicrosoftDynamics, timeline.GenericCRM} {
		if plain(cell) == plain(string(s)) {
			*to = s
			return nil
		}
	}
	switch plain(cell) {
	case "microsoftdynamics", "dynamics":
		*to = timeline.MicrosoftDynamics
	case "none":
		*to = timeline.NoCRM
	case "hubspot":
		return errors.New("HubSpot is not supported")
	default:
		return fmt.Errorf("%q is no CRM that is known; write Salesforce, MicrosoftDynamic, Generic or none", short(cell))
	}
	return nil
}

func managedAs(to *timeline.ManagedAs, cell string) error {
	for _, m := range []timeline.ManagedAs{timeline.Customer, timeline.ExCustomer, timeline.Partner, timeline.Prospect} {
		if plain(cell) == plain(string(m)) {
			*to = m
			return nil
		}
	}
	return fmt.Errorf("%q is unknown; write Customer, Ex-customer, Partner or Prospect", short(cell))
}

func license(to *timeline.License, cell string) error {
	for name, l := range map[string]timeline.License{
		"full": timeline.Full, "viewer": timeline.Viewer, "vieweranalytics": timeline.ViewerAnalytics, "ic": timeline.IC, "internalcollaborator": timeline.IC,
		"external": timeline.ExternalLicense, "none": timeline.NoLicense,
	} {
		if plain(cell) == name {
			*to = l
			return nil
		}
	}
	return fmt.Errorf("%q is no license; write Full, ViewerAnalytics, Viewer, IC, External or None", short(cell))
}

func systemType(to *timeline.SystemType, cell string) error {
	for _, s := range []timeline.SystemType{timeline.InternalUser, timeline.ExternalUser, timeline.PartnerUser, timeline.SystemUser, timeline.GuestUser} {
		if plain(cell) == plain(string(s)) {
			*to = s
			return nil
		}
	}
	return fmt.Errorf("%q is no type of user; write Internal, External, Partner, System or Guest", short(cell))
}

func list(cell string) (all []string) {
	for _, one := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == ',' || r == '|' }) {
		if one = strings.TrimSpace(one); one != "" {
			all = append(all, one)
		}
	}
	return all
}

// short is a cell as a message shows it.
func short(cell string) string {
	if r := []rune(cell); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return cell
}
