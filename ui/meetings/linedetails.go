package meetings

import (
	"cmp"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// details tells all that is known of a line.
func (l *lines) details(i int) {
	if i >= len(l.shown) {
		return
	}
	one := l.all[l.shown[i]]
	if one.conflict != nil {
		l.conflict(*one.conflict)
		return
	}
	facts := factsOf(one.entry)
	d := &kit.Dialog{Title: headline(one.entry), Width: 150, Content: kit.Column(2, factRows(facts)...)}
	d.Extra = []fyne.CanvasObject{kit.NewButton("Copy", assets.Copy, func() {
		l.needs.Clipboard.SetContent(textOf(facts))
		l.needs.Stage.Toast(kit.Good, "Copied the line.")
	})}
	if timeline.IsConflict(one.entry.Message) {
		l.toUsers(d)
	}
	if one.entry.URL != "" {
		d.Extra = append(d.Extra, kit.NewButton("Open in Gong", assets.OpenExternal, func() { l.needs.Routes.Browser(one.entry.URL) }))
	}
	l.needs.Stage.Open(d)
}

// conflict says what to do about a Gong user whom several users share an address with.
func (l *lines) conflict(m timeline.Mapping) {
	d := &kit.Dialog{
		Title: cmp.Or(m.Name, m.Email, string(m.GongUser)), Width: 130,
		Content: kit.Column(2, append(factRows([][2]string{{"Email", m.Email}, {"Gong user id", string(m.GongUser)}}), kit.NewParagraph(sayConflict))...),
	}
	l.toUsers(d)
	l.needs.Stage.Open(d)
}

// toUsers lets a dialog lead to where Gong's users are mapped.
func (l *lines) toUsers(d *kit.Dialog) {
	d.Confirm, d.Cancel = "User Management", "Close"
	d.OnConfirm = func() bool {
		d.Close() // before the page is left that gets the focus back
		l.needs.Routes.Users()
		return false
	}
}

func headline(e timeline.Entry) string {
	switch {
	case e.Title != "":
		return e.Title
	case private(e):
		return sayPrivate
	}
	return sayNoTitle
}

// factsOf are the names and values of what a line has, in the order of the workbook's columns.
func factsOf(e timeline.Entry) (facts [][2]string) {
	for _, f := range [][2]string{
		{"Status", string(e.Status)},
		{"Message", e.Message},
		{"Action", string(e.Action)},
		{"Attempt", strconv.Itoa(e.Attempt)},
		{"Meeting start", exact(e.Start)},
		{"Gong call id", string(e.CallID)},
		{"Gong owner", join(e.OwnerName, e.OwnerEmail, string(e.Owner))},
		{"Company", join(e.CompanyName, string(e.Company))},
		{"Author", join(e.AuthorName, e.License.Label(), string(e.Author))},
		{"Activity", string(e.Activity)},
		{"Gong address", e.URL},
	} {
		if f[1] != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

// join divides what there is of the parts by points.
func join(parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, " · ")
}

func factRows(facts [][2]string) (rows []fyne.CanvasObject) {
	for _, f := range facts {
		rows = append(rows, kit.TopLine(3, kit.Sized(28, 0, kit.NewMuted(f[0])), kit.Grow(kit.NewParagraph(f[1]))))
	}
	return rows
}

func textOf(facts [][2]string) string {
	var b strings.Builder
	for _, f := range facts {
		b.WriteString(f[0] + ": " + f[1] + "\n")
	}
	return b.String()
}
