package datasets

import (
	"slices"

	"tamtam/core"
	"tamtam/core/importer"
)

// checkLine is a line of a completeness check: a type with the sums of its months, or one of the months.
type checkLine struct {
	importer.MonthCheck
	dataType  core.DataType
	head      bool // of a type
	uncounted bool // Gong does not count the type, as note says
	note      string
	err       error // why the type could not be compared
}

// checkLines are a check's lines: each type, and of those that come by time the months, or only the ones that differ.
func checkLines(c importer.Check, all bool) []checkLine {
	var lines []checkLine
	for _, t := range c.Types {
		head := checkLine{dataType: t.Type, head: true, uncounted: len(t.Months) == 0, note: t.Note, err: t.Err}
		for _, m := range t.Months {
			head.MonthCheck = added(head.MonthCheck, m)
		}
		lines = append(lines, head)
		for _, m := range t.Months {
			if m.Month != "" && (all || m.Missing() != 0) {
				lines = append(lines, checkLine{MonthCheck: m, dataType: t.Type})
			}
		}
	}
	return lines
}

// added adds up two months.
func added(a, b importer.MonthCheck) importer.MonthCheck {
	return importer.MonthCheck{
		InGong: a.InGong + b.InGong, Held: a.Held + b.Held, Private: a.Private + b.Private, Limited: a.Limited + b.Limited,
		Awaited: a.Awaited + b.Awaited, Without: a.Without + b.Without,
	}
}

// differences are what a check found neither held nor explained, and the other way round: months that differ count alone, so that one's
// surplus does not hide another's lack.
type differences struct {
	missing, surplus int
	types            []core.DataType
	months           []string // those to mend, the newest first
	failed           []core.DataType
}

func differencesOf(c importer.Check) (d differences) {
	for _, t := range c.Types {
		if t.Err != nil {
			d.failed = append(d.failed, t.Type)
			continue
		}
		differs := false
		for _, m := range t.Months {
			n := m.Missing()
			d.missing += max(0, n)
			d.surplus += max(0, -n)
			differs = differs || n != 0
			if n != 0 && m.Month != "" && !slices.Contains(d.months, m.Month) {
				d.months = append(d.months, m.Month)
			}
		}
		if differs {
			d.types = append(d.types, t.Type)
		}
	}
	slices.Sort(d.months)
	slices.Reverse(d.months)
	return d
}

// mending are the options of the run that mends the differences.
func (d differences) mending() importer.Options {
	return importer.Options{Mode: importer.Mend, Types: d.types, Months: d.months}
}
