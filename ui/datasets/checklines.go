package datasets

import (
	"tamtam/core"
	"tamtam/core/importer"
)

// checkLine is a line of a completeness check: a type with the sums of its months, or one of the months.
type checkLine struct {
	importer.MonthCheck
	dataType  core.DataType
	head      bool // of a type
	missing   int  // records that are neither held nor explained
	surplus   int  // records held that Gong has no more
	uncounted bool // Gong does not count the type, as note says
	note      string
	err       error // why the type could not be compared
}

// checkLines are a check's lines: each type, and of those that come by time the months, or only the ones that differ.
func checkLines(c importer.Check, all bool) []checkLine {
	var lines []checkLine
	for _, t := range c.Types {
		head := checkLine{dataType: t.Type, head: true, uncounted: len(t.Months) == 0, note: t.Note, err: t.Err}
		var months []checkLine
		for _, m := range t.Months {
			month := checkLine{MonthCheck: m, dataType: t.Type, missing: max(0, m.Missing()), surplus: max(0, -m.Missing())}
			head.add(month)
			if m.Month != "" && (all || month.differs()) {
				months = append(months, month)
			}
		}
		lines = append(append(lines, head), months...)
	}
	return lines
}

func (l checkLine) differs() bool { return l.missing > 0 || l.surplus > 0 }

// add adds a month to its type. What differs counts month by month, so that one's surplus does not hide another's lack.
func (l *checkLine) add(month checkLine) {
	l.MonthCheck = added(l.MonthCheck, month.MonthCheck)
	l.missing += month.missing
	l.surplus += month.surplus
}

// added adds up two months.
func added(a, b importer.MonthCheck) importer.MonthCheck {
	return importer.MonthCheck{
		InGong: a.InGong + b.InGong, Held: a.Held + b.Held, Private: a.Private + b.Private, Limited: a.Limited + b.Limited,
		Awaited: a.Awaited + b.Awaited, Without: a.Without + b.Without,
	}
}

// differences are what a check found neither held nor explained, and the other way round.
type differences struct {
	missing, surplus int
	failed           []core.DataType
	mending          importer.Options // of the run that reads them again; without types when there are none
}

func differencesOf(c importer.Check) differences {
	d := differences{mending: c.Mending()}
	for _, l := range checkLines(c, false) {
		switch {
		case l.err != nil:
			d.failed = append(d.failed, l.dataType)
		case l.head:
			d.missing += l.missing
			d.surplus += l.surplus
		}
	}
	return d
}
