package activity

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
)

// refilter chooses the rows.
func (p *List) refilter() {
	p.shown = p.shown[:0]
	for _, e := range p.entries() {
		if p.filter.fits(e, p.standing(e)) {
			p.shown = append(p.shown, e)
		}
	}
	p.copy.SetEnabled(len(p.shown) > 0)
	p.export.SetEnabled(len(p.shown) > 0)
	p.remember()
	switch {
	case p.older && p.err == nil:
		p.count.Set(sayReading)
	case p.filter.none():
		p.count.Set(sayRuns(p.known()))
	default:
		p.count.Set(humane.Number(len(p.shown)) + " of " + sayRuns(p.known()))
	}
	p.line.Refresh()
	switch {
	case len(p.shown) > 0:
		p.body.Put(p.card)
		p.rows.Refresh()
	case p.known() > 0:
		p.body.Put(kit.NewEmptyState(assets.Search, "Nothing found", sayNoMatch, kit.NewButton("Show all runs", nil, p.showAll)))
	case p.loaded && p.of != "":
		p.body.Put(kit.NewEmptyState(assets.Activity, "No runs yet", sayNoRunsOf,
			kit.NewPrimary("Open the dataset", assets.Datasets, func() { p.needs.Routes.Dataset(p.of) })))
	case p.loaded:
		p.body.Put(kit.NewEmptyState(assets.Activity, "No runs yet", sayNoRuns,
			kit.NewPrimary("Go to the datasets", assets.Datasets, p.needs.Routes.Datasets)))
	}
}

// showAll takes the filters away.
func (p *List) showAll() {
	p.filter = filter{}
	p.status.SetChosen(0)
	for _, s := range []*kit.Select{p.choices, p.datasets} {
		s.Selected = s.Options[0]
		s.Refresh()
	}
	p.refilter()
	p.focus()
}

// offerDatasets fills the choice of datasets by name.
func (p *List) offerDatasets() {
	p.ids = p.ids[:0]
	for id := range p.names {
		p.ids = append(p.ids, id)
	}
	slices.SortFunc(p.ids, func(a, b core.DatasetID) int {
		return cmp.Or(cmp.Compare(strings.ToLower(p.names[a]), strings.ToLower(p.names[b])), cmp.Compare(a, b))
	})
	p.datasets.Options = p.datasets.Options[:1]
	p.datasets.Selected = p.datasets.Options[0]
	for _, id := range p.ids {
		p.datasets.Options = append(p.datasets.Options, p.names[id])
		if id == p.filter.dataset {
			p.datasets.Selected = p.names[id]
		}
	}
	if p.names[p.filter.dataset] == "" {
		p.filter.dataset = "" // it is gone
	}
	p.datasets.Refresh()
}

// What is remembered of the filters.
const (
	statusKey  = "activity/status"
	choiceKey  = "activity/kind"
	datasetKey = "activity/dataset"
)

func (p *List) recall() {
	if p.of != "" {
		return
	}
	if n, err := strconv.Atoi(p.needs.Memory.Recall(statusKey)); err == nil && n >= 0 && n <= withChanges {
		p.filter.status = n
	}
	key := p.needs.Memory.Recall(choiceKey)
	p.filter.choice = max(0, slices.IndexFunc(choices, func(c choice) bool { return c.key == key }))
	p.filter.dataset = core.DatasetID(p.needs.Memory.Recall(datasetKey))
}

func (p *List) remember() {
	if p.of == "" {
		p.needs.Memory.Remember(statusKey, strconv.Itoa(p.filter.status))
		p.needs.Memory.Remember(choiceKey, choices[p.filter.choice].key)
		p.needs.Memory.Remember(datasetKey, string(p.filter.dataset))
	}
}
