package datatype

import (
	"slices"
	"strings"
	"time"

	"tamtam/core/gong"
	"tamtam/core/text"
)

// setHeard sets what Gong heard in a call: topics, trackers, how much everybody talked, and its summary.
func setHeard(r *text.Record, c gong.Call, who people) {
	r.List("Topics", parts(slices.DeleteFunc(slices.Clone(c.Content.Topics), silent)))
	r.List("Trackers", heardTrackers(c.Content.Trackers))
	r.List("Talk time", talkTimes(c.Interaction.Speakers, who))
	r.Set("Questions", questions(c.Interaction.Questions))
	r.Set("Brief", string(c.Content.Brief))
	points := make([]string, len(c.Content.KeyPoints))
	for i, p := range c.Content.KeyPoints {
		points[i] = string(p.Text)
	}
	r.List("Key points", points)
	r.List("Next steps", nextSteps(c.Content.Highlights))
}

// silent tells whether a topic was not talked about: Gong lists every configured one.
func silent(d gong.NamedDuration) bool { return d.Duration.Known() && d.Duration.Float() <= 0 }

// parts writes named stretches of a call: "Pricing, 11m 05s".
func parts(all []gong.NamedDuration) []string {
	items := make([]string, len(all))
	for i, p := range all {
		items[i] = text.Item{Parts: []string{string(p.Name), duration(p.Duration)}}.String()
	}
	return items
}

// heardTrackers writes the trackers that were said: "Competitors, 3 (KEYWORD): 00:00:32, 00:12:10, 00:40:01", and below it the terms
// where Gong tells them apart.
func heardTrackers(all []gong.CallTracker) []string {
	var items []string
	for _, t := range all {
		said := t.Occurrences
		var terms []string
		for _, p := range t.Phrases {
			if p.Count.Known() && p.Count.Float() <= 0 {
				continue
			}
			if len(t.Occurrences) == 0 {
				said = append(said, p.Occurrences...)
			}
			term := text.Item{Parts: []string{string(p.Phrase), string(p.Count)}, Text: moments(p.Occurrences)}
			terms = append(terms, term.String())
		}
		if t.Count.Known() && t.Count.Float() <= 0 && len(said) == 0 {
			continue
		}
		item := text.Item{Parts: []string{string(t.Name), string(t.Count)}, Notes: []string{string(t.Type)}, Text: moments(said)}
		items = append(items, under(item.String(), terms...))
	}
	return items
}

// moments writes when something was said, earliest first.
func moments(said []gong.Occurrence) string {
	times := make([]time.Duration, 0, len(said))
	for _, o := range said {
		if o.StartTime.Known() {
			times = append(times, o.StartTime.Seconds())
		}
	}
	slices.Sort(times)
	var b strings.Builder
	for i, t := range times {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(text.Offset(t))
	}
	return b.String()
}

// talkTimes writes how long each party talked. Gong names them by the party's id, else by the user's.
func talkTimes(all []gong.SpeakerTime, who people) []string {
	items := make([]string, 0, len(all))
	for _, s := range all {
		one, ok := who.party(s.ID)
		if !ok {
			one, ok = who.user(s.UserID)
		}
		name := one.label
		if !ok || name == "" {
			if name = string(s.UserID); name == "" {
				name = string(s.ID)
			}
		}
		items = append(items, text.Item{Parts: []string{name, duration(s.TalkTime)}}.String())
	}
	return items
}

func questions(q *gong.Questions) string {
	if q == nil {
		return ""
	}
	var sides []string
	if q.CompanyCount.Known() {
		sides = append(sides, string(q.CompanyCount)+" by us")
	}
	if q.NonCompanyCount.Known() {
		sides = append(sides, string(q.NonCompanyCount)+" by them")
	}
	return strings.Join(sides, ", ")
}

// outline writes each section with its sentences below it.
func outline(sections []gong.OutlineItem) []string {
	items := make([]string, 0, len(sections))
	for _, s := range sections {
		head := text.Item{At: offset(s.StartTime), Parts: []string{string(s.Section), duration(s.Duration)}}
		lines := make([]string, len(s.Items))
		for i, line := range s.Items {
			lines[i] = moment(offset(line.StartTime), text.CleanLine(string(line.Text)))
		}
		items = append(items, under(head.String(), lines...))
	}
	return items
}

func isNextSteps(h gong.Highlight) bool {
	return strings.EqualFold(strings.TrimSpace(string(h.Title)), "next steps")
}

// nextSteps are the sentences of the highlight with that title, which is where Gong keeps them.
func nextSteps(all []gong.Highlight) []string {
	var items []string
	for _, h := range all {
		if isNextSteps(h) {
			for _, line := range h.Items {
				items = append(items, moment(firstOf(line.StartTimes), string(line.Text)))
			}
		}
	}
	return items
}

// highlights are the other ones, each with its sentences below its title.
func highlights(all []gong.Highlight) []string {
	var items []string
	for _, h := range all {
		if isNextSteps(h) {
			continue
		}
		lines := make([]string, len(h.Items))
		for i, line := range h.Items {
			lines[i] = moment(firstOf(line.StartTimes), text.CleanLine(string(line.Text)))
		}
		items = append(items, under(text.Item{Parts: []string{string(h.Title)}}.String(), lines...))
	}
	return items
}

func firstOf(times []gong.Number) string {
	for _, t := range times {
		if t.Known() {
			return offset(t)
		}
	}
	return ""
}
