package importer

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
)

// users reads the account's users: all of them, or as many as the limit allows.
func (r *run) users(ctx context.Context, all bool) (users []gong.User, a about, err error) {
	for page, err := range r.client.Users(ctx) {
		if err != nil {
			return nil, about{}, err
		}
		if users == nil {
			r.progress.plan("users", pagesOf(page.Total))
			r.progress.change(core.Users, func(p *TypeProgress) { p.State, p.Total = Fetching, page.Total })
		}
		users, a = append(users, page.Items...), about{inGong: page.Total, uncounted: page.Uncounted && !page.Last}
		if limit := r.state.Limit; !all && limit > 0 && len(users) >= limit {
			break
		}
	}
	return users, a, nil
}

// complete stages all records of a type that comes in one go and finishes it.
func (r *run) complete(t core.DataType, entries []datatype.Entry, a about) {
	if err := r.keep(r.encode(t, entries), nil); err != nil {
		r.fail(t, err)
		return
	}
	r.finish(t, a)
}

// statsDays are the days for user stats without bounds: Gong needs dates.
const statsDays = 30

// stats reads user statistics: interaction figures month by month, because Gong gives them for a whole range only, then counters per day
// for the whole period at once. In this order, since only the figures' pages tell the company's time zone, in which the days are.
func (r *run) stats(ctx context.Context) {
	if !r.wants(core.UserStats) {
		return
	}
	r.narrow(func(e *extent) { e.NarrowedStats = false }) // what was not permitted to an earlier part of the run may be now
	dates, before := r.statsDates()
	a := about{dates: dates}
	if !dates.From.Before(before) {
		r.complete(core.UserStats, nil, a)
		return
	}
	if since := r.state.stats(); !since.IsZero() && !since.Before(before) { // the period ended before what is read again
		a.keep = func(string, []byte) bool { return true }
		r.complete(core.UserStats, nil, a)
		return
	}
	kept := newest{limit: r.state.Limit}
	zone, err := r.interaction(ctx, monthFrom(r.state.stats(), dates.From), before, &kept)
	if err == nil && (zone != "" || r.state.stats().IsZero()) {
		r.known.Zone = zone
	}
	remembered := r.known.Zone
	if core.Is(err, core.Denied) {
		remembered = "" // as of a first import
		a.note, a.lacks, err = datatype.NoteNoInteraction, datatype.NoteNoInteraction, nil
		if f, fileErr := r.store.File(r.dataset.ID, core.UserStats); fileErr == nil && f.Lacks == a.lacks {
			r.narrow(func(e *extent) { e.NarrowedStats = true })
		}
	}
	if since := r.state.stats(); !since.IsZero() {
		a.keep = func(id string, _ []byte) bool { return olderStats(id, since) }
	}
	if err == nil {
		err = r.activity(ctx, latest(r.state.stats(), dates.From), before, cmp.Or(zone, remembered), &kept)
	}
	if err != nil {
		r.fail(core.UserStats, err)
		return
	}
	a.inGong = kept.total
	r.complete(core.UserStats, kept.take(), a)
}

// statsDates are the days of the period for which Gong has statistics, and the day after the last: no later than today in any time zone,
// since Gong refuses a later one and does not say which zone is the company's until it has answered.
func (r *run) statsDates() (dates core.Dates, before core.Day) {
	dates = r.state.Dates
	today := core.DayOf(r.state.Begun)
	if dates.To.IsZero() {
		dates.To = today
	}
	if dates.From.IsZero() {
		dates.From = dates.To.Add(-statsDays)
	}
	before = dates.To.Add(1)
	if latest := core.DayOf(r.state.Begun.Add(-12 * time.Hour)); latest.Before(before) {
		before = latest
	}
	return dates, before
}

// latest is the later of two days, of which the first may be no bound.
func latest(a, b core.Day) core.Day {
	if a.Before(b) {
		return b
	}
	return a
}

// monthFrom is the first day of the since's month, but none before from: figures of a month are of all its days in the period.
func monthFrom(since, from core.Day) core.Day {
	if since.IsZero() {
		return from
	}
	start := since.Start()
	return latest(core.DayOf(time.Date(start.Year(), start.Month(), 1, 0, 0, 0, 0, time.UTC)), from)
}

// olderStats tells whether the record of user stats with the id, which ends in a day or a month, is of a time before the one since which
// a run reads.
func olderStats(id string, since core.Day) bool {
	when := id[strings.LastIndexByte(id, '/')+1:]
	return when < since.String()[:min(len(when), len(core.DateLayout))]
}

func (r *run) activity(ctx context.Context, from, before core.Day, zone string, kept *newest) error {
	if !from.Before(before) {
		return nil
	}
	for page, err := range r.client.ActivityByPeriod(ctx, from, before, gong.ByDay) {
		if err != nil {
			return err
		}
		var entries []datatype.Entry
		for _, u := range page.Items {
			entries = append(entries, datatype.ActivityRecords(u, zone, &r.names)...)
		}
		if err := r.take(core.UserStats, entries, kept); err != nil {
			return err
		}
	}
	return nil
}

// interaction also tells the company's time zone, "" when no page did.
func (r *run) interaction(ctx context.Context, from, before core.Day, kept *newest) (string, error) {
	zone := ""
	months := monthsBetween(from, before)
	for _, m := range months {
		for page, err := range r.client.Interaction(ctx, m.from, m.before) {
			if err != nil {
				return zone, err
			}
			if zone == "" {
				zone = page.TimeZone
				r.progress.plan("stats", pagesOf(page.Total)*(1+len(months)))
			}
			var entries []datatype.Entry
			for _, u := range page.Items {
				entries = append(entries, datatype.Interaction(u, m.name, &r.names))
			}
			if err := r.take(core.UserStats, entries, kept); err != nil {
				return zone, err
			}
		}
	}
	return zone, nil
}

// take stages records, or where a limit cuts holds the newest of them back until all are known.
func (r *run) take(t core.DataType, entries []datatype.Entry, kept *newest) error {
	if r.state.Limit == 0 {
		kept.total += len(entries)
		return r.put(t, entries)
	}
	for _, e := range entries {
		kept.add(latestFirst(e), e)
	}
	r.progress.change(t, func(p *TypeProgress) { p.State, p.Total = Fetching, min(kept.total, r.state.Limit) })
	return nil
}

// latestFirst ranks user stats by the day or month behind the last slash of their ids.
func latestFirst(e datatype.Entry) []byte {
	id := []byte(e.Record.ID)
	rank := bytes.Clone(id[bytes.LastIndexByte(id, '/')+1:])
	for n := range rank {
		rank[n] = ^rank[n]
	}
	return append(append(rank, 0xff), e.Sort...)
}

type month struct {
	name         string
	from, before core.Day
}

// monthsBetween cuts a stretch of days at the ends of calendar months.
func monthsBetween(from, before core.Day) []month {
	var months []month
	for from.Before(before) {
		start := from.Start()
		next := core.DayOf(time.Date(start.Year(), start.Month()+1, 1, 0, 0, 0, 0, time.UTC))
		if before.Before(next) {
			next = before
		}
		months = append(months, month{fmt.Sprintf("%04d-%02d", start.Year(), start.Month()), from, next})
		from = next
	}
	return months
}
