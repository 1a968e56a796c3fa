package meetings

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// form is what can be chosen in the settings.
type form struct {
	needs  Needs
	object fyne.CanvasObject
	from   Form              // what there is to choose from
	filled timeline.Settings // what the fields were filled with
	quiet  bool              // set while the fields are filled in by us
	change func()

	enabled    *kit.Check
	account    *kit.Select
	accountFor *kit.FormField
	connect    *kit.Button
	kind       *kit.Select
	kindFor    *kit.FormField
	crm        *kit.Select
	days       *kit.Entry
	daysFor    *kit.FormField
	domains    *kit.Entry
	match      *kit.Check
	filters    *filters
}

// systems are the CRMs in the order in which they are offered.
var systems = []struct {
	system timeline.CRMSystem
	words  string
}{
	{timeline.Salesforce, "Salesforce"}, {timeline.MicrosoftDynamics, "Microsoft Dynamics"}, {timeline.GenericCRM, "Generic"}, {timeline.NoCRM, "None"},
}

// newForm returns the form; changed is called at every change by the person.
func newForm(n Needs, changed func()) *form {
	f := &form{needs: n}
	f.change = func() {
		if !f.quiet {
			changed()
		}
	}
	f.enabled = kit.NewCheck("Sync Gong Meetings", func(bool) { f.change() })
	f.account, f.kind, f.crm = f.choice(), f.choice(), f.choice()
	f.account.Label = "Gong account"
	f.connect = kit.NewButton("Connect", assets.Plug, n.Routes.Accounts)
	for _, s := range systems {
		f.crm.Options = append(f.crm.Options, s.words)
	}
	f.accountFor = kit.NewFormField("Gong account", kit.Line(2, kit.Grow(f.account), f.connect), "")
	f.kindFor = kit.NewFormField("Activity Type", f.kind, sayTypeHint)
	f.days, f.domains = f.entry(), f.entry()
	f.days.PlaceHolder, f.domains.PlaceHolder = "7", "acme.com, acme.de"
	f.daysFor = kit.NewFormField("First run reads back, in days", f.days, sayDaysHint)
	f.match = kit.NewCheck("By the domain of e-mail addresses, too", func(bool) { f.change() })
	f.filters = newFilters(f)
	choices := kit.NarrowLeft(formWidth, kit.Grid(formWidth*0.3, f.accountFor, f.kindFor, kit.NewFormField("CRM of the companies", f.crm, sayCRMHint),
		f.daysFor, kit.NewFormField("Internal domains", f.domains, sayDomainsHint), kit.NewFormField("Matching of companies", f.match, sayMatchHint)))
	f.object = kit.Column(5,
		kit.Column(0, kit.Line(0, f.enabled, kit.Spring()), kit.PadXY(7.5, 0, small(sayEnabledHint))),
		choices, kit.NewDivider(), f.filters.object)
	return f
}

// formWidth is how wide the choices become, in spacing units: three in a row.
const formWidth = 240

func (f *form) choice() *kit.Select { return kit.NewSelect(nil, func(string) { f.change() }) }

func (f *form) entry() *kit.Entry {
	e := kit.NewEntry()
	e.OnChanged = func(string) { f.change() }
	return e
}

// offer takes what there is to choose from.
func (f *form) offer(from Form) {
	f.from = from
	f.kind.Options = nil
	for _, t := range from.Types {
		if t.Active && t.Level == timeline.Global {
			f.kind.Options = append(f.kind.Options, t.Name)
		}
	}
	f.account.Options = nil
	for _, a := range from.Accounts {
		f.account.Options = append(f.account.Options, a.Name)
	}
	f.connect.Hidden = len(from.Accounts) > 0
	f.account.PlaceHolder, f.accountFor.Hint = "Choose an account", ""
	if len(from.Accounts) == 0 {
		f.account.PlaceHolder, f.accountFor.Hint = "None is connected", sayNoAccount
	}
}

// fill puts settings into the fields.
func (f *form) fill(s timeline.Settings) {
	f.quiet = true
	defer func() { f.quiet = false }()
	f.filled = s
	f.enabled.SetChecked(s.Enabled)
	f.account.Selected = ""
	if i := accountAt(f.from.Accounts, s.Connection); i >= 0 {
		f.account.Selected = f.account.Options[i]
	}
	f.kind.Selected = s.ActivityType
	f.crm.Selected = systems[max(0, slices.IndexFunc(systems, isSystem(s.CRMSystem)))].words
	f.days.SetText(strconv.Itoa(s.BackfillDays))
	f.domains.SetText(strings.Join(s.InternalDomains, ", "))
	f.match.SetChecked(s.MatchByDomain)
	for _, choice := range []*kit.Select{f.account, f.kind, f.crm} {
		choice.Refresh()
	}
	f.filters.fill(s.Filter)
}

// accountAt is the place of an account among those that are connected; "" is the only one.
func accountAt(all []Account, id core.ConnectionID) int {
	if id == "" && len(all) == 1 {
		return 0
	}
	return slices.IndexFunc(all, func(a Account) bool { return a.ID == id })
}

func isSystem(system timeline.CRMSystem) func(struct {
	system timeline.CRMSystem
	words  string
}) bool {
	return func(s struct {
		system timeline.CRMSystem
		words  string
	},
	) bool {
		return s.system == system
	}
}

// read is what the fields say; false says that a field cannot be read.
func (f *form) read() (timeline.Settings, bool) {
	s := f.filled
	s.Enabled, s.MatchByDomain = f.enabled.Checked, f.match.Checked
	if i := f.account.SelectedIndex(); i >= 0 && i != accountAt(f.from.Accounts, s.Connection) {
		s.Connection = f.from.Accounts[i].ID
	}
	s.ActivityType = f.kind.Selected
	if i := f.crm.SelectedIndex(); i >= 0 {
		s.CRMSystem = systems[i].system
	}
	days, err := strconv.Atoi(strings.TrimSpace(f.days.Text))
	if err == nil {
		s.BackfillDays = days
	}
	if f.domains.Text != strings.Join(s.InternalDomains, ", ") {
		s.InternalDomains = nil
		for _, domain := range strings.FieldsFunc(f.domains.Text, func(r rune) bool { return strings.ContainsRune(",; ", r) }) {
			s.InternalDomains = append(s.InternalDomains, timeline.NormalDomain(domain))
		}
	}
	s.Filter = f.filters.read()
	return s, err == nil
}

// check says at the fields what is wrong with them, and tells whether anything is. Of a filter that has no value yet nothing is said unless all is
// wanted.
func (f *form) check(all bool) (wrong bool) {
	f.daysFor.SetError("")
	if days, err := strconv.Atoi(strings.TrimSpace(f.days.Text)); err != nil || days < 0 || days > timeline.MostBackfill {
		f.daysFor.SetError(sayDaysWrong)
		wrong = true
	}
	f.kindFor.SetError("")
	if !slices.Contains(f.kind.Options, f.kind.Selected) {
		f.kindFor.SetError(timeline.M10(f.kind.Selected))
		wrong = true
	}
	f.accountFor.SetError("")
	if f.account.SelectedIndex() < 0 && len(f.from.Accounts) > 0 {
		f.accountFor.SetError(sayWhichAccount)
		wrong = true
	}
	return f.filters.check(all) || wrong
}

// complain brings the first field that is wrong into view.
func (f *form) complain() {
	switch {
	case f.accountFor.Error != "":
		kit.Focus(f.account)
	case f.kindFor.Error != "":
		kit.Focus(f.kind)
	case f.daysFor.Error != "":
		kit.Focus(f.days)
	default:
		f.filters.complain()
	}
}
