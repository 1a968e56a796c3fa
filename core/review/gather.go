package review

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/index"
	"tamtam/core/store"
)

// gather reads the digests of the datasets, of all when none is named, and joins them.
func gather(s *store.Snapshot, wanted []core.DatasetID) (*Catalogue, error) {
	all, err := s.Datasets()
	if err != nil {
		return nil, err
	}
	c := &Catalogue{Names: map[core.DatasetID]string{}, byID: map[core.CallID]*Call{}}
	for _, d := range all {
		c.Names[d.ID] = d.Name
	}
	sources := sourcesOf(s, all, wanted)
	spoken := map[core.DatasetID]bool{}
	for _, from := range sources {
		if !from.inStep {
			c.unread++
			continue
		}
		spoken[from.dataset] = spoken[from.dataset] || from.dataType == core.Transcripts && !from.opened
		err := s.Digests(from.dataset, from.dataType, func(_ string, raw []byte) error {
			d, err := digest.Read(raw)
			if err != nil {
				c.unread++
				c.damaged++
				return nil //nolint:nilerr // one digest that cannot be read hides no other
			}
			c.add(d, from)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, call := range c.Calls {
		call.Companies = companies(call)
		call.Awaited = !call.HasTranscript && slices.ContainsFunc(call.Datasets, func(id core.DatasetID) bool {
			return spoken[id] && !s.Over(id, call.ID)
		})
	}
	slices.SortFunc(c.Calls, func(a, b *Call) int {
		return cmp.Or(b.Started.Compare(a.Started), cmp.Compare(a.ID, b.ID))
	})
	return c, nil
}

// source is a file that calls are read from.
type source struct {
	dataset   core.DatasetID
	dataType  core.DataType
	generated time.Time
	// inStep tells whether its digests stand for its records.
	inStep bool
	// opened is set for a dataset of opened files. When they were opened tells nothing of the age of what they say, so they stand behind what
	// was imported, and nothing is awaited of them.
	opened bool
}

// sourcesOf lists the files of calls: transcripts before calls, since a call is read from where its transcript is; the newest first, opened
// ones last. A file
// with a head that cannot be read is the oldest, and not in step.
func sourcesOf(s *store.Snapshot, all []store.Dataset, wanted []core.DatasetID) (sources []source) {
	for _, d := range all {
		if len(wanted) > 0 && !slices.Contains(wanted, d.ID) {
			continue
		}
		for _, t := range []core.DataType{core.Transcripts, core.Calls} {
			if f, inStep, ok, err := s.File(d.ID, t); ok || err != nil {
				sources = append(sources, source{d.ID, t, f.Generated, inStep && err == nil, d.Opened != nil})
			}
		}
	}
	slices.SortStableFunc(sources, func(a, b source) int {
		if a.dataType != b.dataType {
			if a.dataType == core.Transcripts {
				return -1
			}
			return 1
		}
		if a.opened != b.opened {
			if b.opened {
				return -1
			}
			return 1
		}
		return cmp.Or(b.generated.Compare(a.generated), cmp.Compare(a.dataset, b.dataset))
	})
	return sources
}

// add joins a digest to what is known of its call.
func (c *Catalogue) add(d digest.Digest, from source) {
	call := c.byID[d.ID]
	if call == nil {
		call = &Call{Digest: digest.Digest{ID: d.ID}}
		c.byID[d.ID] = call
		c.Calls = append(c.Calls, call)
	}
	call.join(d, from)
}

// join adds what a record says, in the order of sourcesOf: what came before is newer, but for the transcript's little, which the call's own
// record completes.
func (c *Call) join(d digest.Digest, from source) {
	if !slices.Contains(c.Datasets, from.dataset) {
		c.Datasets = append(c.Datasets, from.dataset)
	}
	switch {
	case from.dataType == core.Transcripts && !c.HasTranscript:
		c.HasTranscript, c.TranscriptIn, c.Digest = true, from.dataset, d
	case from.dataType == core.Calls && !c.HasCall:
		c.HasCall, c.CallIn = true, from.dataset
		c.complete(d)
	}
}

// complete adds what a call's record says to what its transcript does.
func (c *Call) complete(d digest.Digest) {
	turns, speakers, topics := c.Turns, c.People, c.Topics
	c.Digest = d
	c.Turns = turns
	if len(d.Topics) == 0 {
		c.Topics = topics
	}
	for _, s := range speakers {
		i := slices.IndexFunc(c.People, func(p digest.Person) bool { return p.Name == s.Name })
		if i < 0 {
			c.People = append(c.People, s)
			continue
		}
		c.People[i].Talked = s.Talked
		c.People[i].Complete(s)
	}
}

// companies are the accounts that a call is linked to, or else the domains of the people from outside.
func companies(c *Call) []string {
	var names []string
	add := func(name string) {
		if name != "" && !slices.ContainsFunc(names, func(n string) bool { return index.Fold(n) == index.Fold(name) }) {
			names = append(names, name)
		}
	}
	for _, o := range c.Objects {
		if o.Kind == digest.Account || strings.EqualFold(o.Kind, "Company") {
			add(o.Name)
		}
	}
	if len(names) > 0 {
		return names
	}
	for _, p := range c.People {
		if p.Side == digest.External {
			add(domain(p.Email))
		}
	}
	return names
}

// domain is the company's part of an address, "" for a public mail service.
func domain(email string) string {
	_, domain, _ := strings.Cut(strings.ToLower(email), "@")
	if public[domain] {
		return ""
	}
	return domain
}

// public are the great mail services that anybody may have an address of.
var public = map[string]bool{
	"gmail.com": true, "googlemail.com": true, "outlook.com": true, "hotmail.com": true, "live.com": true, "msn.com": true, "yahoo.com": true,
	"icloud.com": true, "me.com": true, "mac.com": true, "aol.com": true, "gmx.de": true, "gmx.net": true, "web.de": true, "proton.me": true,
	"protonmail.com": true, "mail.ru": true, "yandex.ru": true, "qq.com": true, "163.com": true, "126.com": true,
}
