package review

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/core/marks"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// fewTags is how many tags are proposed.
const fewTags = 8

// askTag asks for a tag, and proposes those that other calls have.
func (r *reading) askTag() {
	p, id := r.page, r.id
	field := kit.NewEntry()
	field.Label, field.PlaceHolder = "Tag", "renewal"
	form := kit.NewFormField("Tag", field, "One or a few words.")
	proposals := container.NewWithoutLayout()
	proposals.Layout = &flowLayout{gap: 1}
	d := &kit.Dialog{Title: "Add a tag", Confirm: "Add", Focus: field, Content: kit.Column(3, form, kit.Sized(0, 14, proposals))}
	d.Extra = []fyne.CanvasObject{kit.NewButton("Manage tags…", nil, func() {
		d.Close()
		p.manageTags()
	})}
	add := func(tag string) bool {
		if _, err := marks.CleanTag(tag); err != nil {
			form.SetError(sayNoTag)
			d.Fit()
			return false
		}
		p.change(id, func(m *marks.Marks) error { return m.Tag(tag) }, nil)
		return true
	}
	var all []marks.TagCount
	propose := func(begun string) {
		proposals.Objects = nil
		for _, tag := range proposed(all, begun, r.marks.Tags) {
			proposals.Add(newPill(tag, "Add the tag “"+tag+"”", nil, func() {
				if add(tag) {
					d.Close()
				}
			}))
		}
		proposals.Refresh()
	}
	field.OnChanged = propose
	d.OnConfirm = func() bool { return add(field.Text) }
	p.needs.Stage.Open(d)
	task.Do(p.scope, p.needs.Marks.Tags, func(tags []marks.TagCount, err error) {
		if err == nil {
			all = tags
			propose(field.Text)
		}
	})
}

// proposed are the tags that begin as what was written, those of most calls first, without those that the call has.
func proposed(all []marks.TagCount, begun string, has []string) (tags []string) {
	begun = marks.TagKey(strings.TrimSpace(begun))
	had := map[string]bool{}
	for _, tag := range has {
		had[marks.TagKey(tag)] = true
	}
	all = slices.SortedStableFunc(slices.Values(all), func(a, b marks.TagCount) int { return cmp.Compare(b.Calls, a.Calls) })
	for _, t := range all {
		if key := marks.TagKey(t.Tag); strings.HasPrefix(key, begun) && !had[key] && len(tags) < fewTags {
			tags = append(tags, t.Tag)
		}
	}
	return tags
}
