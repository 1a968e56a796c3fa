package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// settingsAnswer is what the sync of meetings is set to.
type settingsAnswer struct {
	Enabled         bool     `json:"enabled"`
	Connection      string   `json:"connection"` // its name, "" while there is none
	ActivityType    string   `json:"activity_type"`
	Filter          string   `json:"filter"`
	CRMSystem       string   `json:"crm_system"`
	BackfillDays    int      `json:"backfill_days"`
	MatchByDomain   bool     `json:"match_by_domain"`
	InternalDomains []string `json:"internal_domains"`
}

func (c *command) answerSettings(s timeline.Settings) error {
	connection, err := c.synced(s)
	if err != nil {
		return err
	}
	a := settingsAnswer{s.Enabled, connection, s.ActivityType, s.Filter.String(), string(s.CRMSystem), s.BackfillDays, s.MatchByDomain, append([]string{}, s.InternalDomains...)}
	if a.CRMSystem == "" {
		a.CRMSystem = "none"
	}
	var b strings.Builder
	for _, line := range [][2]any{
		{"enabled", a.Enabled},
		{"connection", a.Connection},
		{"activity_type", a.ActivityType},
		{"filter", a.Filter},
		{"crm_system", a.CRMSystem},
		{"backfill_days", a.BackfillDays},
		{"match_by_domain", a.MatchByDomain},
		{"internal_domains", strings.Join(a.InternalDomains, ",")},
	} {
		fmt.Fprintf(&b, "%-17s %v\n", line[0], line[1])
	}
	return c.answer(a, b.String())
}

const opTimeline = "read the Timeline"

func showTimelineSettings(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	s, err := c.store.TimelineSettings()
	if err != nil {
		return 0, err
	}
	return exitDone, c.answerSettings(s)
}

// setTimelineSettings changes what is named. No run follows, unlike in the window.
func setTimelineSettings(ctx context.Context, c *command) (int, error) {
	for _, word := range c.words {
		if !strings.Contains(word, "=") {
			return 0, usagef("a setting is written KEY=VALUE, not %q", word)
		}
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	chosen, err := c.toSync()
	if err != nil {
		return 0, err
	}
	var s timeline.Settings
	err = c.store.UpdateTimeline("change the settings of the Timeline", func(t *store.Timeline) (err error) {
		if s, err = t.Settings(); err != nil {
			return err
		}
		d, err := t.Directory()
		if err != nil {
			return err
		}
		types, err := t.ActivityTypes()
		if err != nil {
			return err
		}
		known := timeline.Fields(d.Custom())
		for _, word := range c.words {
			key, value, _ := strings.Cut(word, "=")
			if key == "connection" {
				s.Connection = chosen.ID
				continue
			}
			if err := s.Set(key, value, known); err != nil {
				return err
			}
		}
		if err := s.Check(types, known); err != nil {
			return err
		}
		return t.SetSettings(s)
	})
	if err != nil {
		return 0, err
	}
	return exitDone, c.answerSettings(s)
}

// meetingsAnswer is what a run of the Timeline did, or would do.
type meetingsAnswer struct {
	ID       core.RunID         `json:"id"`
	Status   timeline.RunStatus `json:"status"`
	Success  int                `json:"success"`
	Failed   int                `json:"failed"`
	Skipped  int                `json:"skipped"`
	Message  string             `json:"message,omitempty"`
	Warnings []string           `json:"warnings,omitempty"`
	// Entries are those of a dry run.
	Entries []timeline.Entry `json:"entries,omitempty"`
}

func runTimeline(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	syncer := meetings.New(c.store, core.SystemClock{})
	if err := syncer.Recover(); err != nil {
		return 0, err
	}
	s, err := c.store.TimelineSettings()
	if err != nil {
		return 0, err
	}
	client, err := c.timelineClient(ctx, s)
	if err != nil {
		return 0, err
	}
	r, err := syncer.Run(ctx, client, meetings.Options{Trigger: timeline.ByHand, DryRun: c.has("dry-run")})
	if err != nil && r.Run.Status == "" {
		return 0, err
	}
	a := meetingsAnswer{r.Run.ID, r.Run.Status, r.Run.Success, r.Run.Failed, r.Run.Skipped, r.Run.Message, r.Run.Warnings, r.Entries}
	var b strings.Builder
	for _, e := range r.Entries {
		fmt.Fprintln(&b, entryLine(e))
	}
	fmt.Fprintf(&b, "%s: %d success, %d failed, %d skipped\n", r.Run.Status, r.Run.Success, r.Run.Failed, r.Run.Skipped)
	for _, line := range append(slices.Clone(r.Run.Warnings), r.Run.Message) {
		if line != "" {
			fmt.Fprintln(&b, line)
		}
	}
	for _, m := range r.Conflicts {
		fmt.Fprintf(&b, "Conflict: %s <%s>; to choose a user: tamtamctl timeline map %s USER\n", m.Name, m.Email, m.GongUser)
	}
	exit := map[timeline.RunStatus]int{timeline.Success: exitDone, timeline.PartialSuccess: exitPartly}[r.Run.Status]
	if r.Run.Status == timeline.Failed {
		exit = exitFailed
	}
	return exit, c.answer(a, b.String())
}

func entryLine(e timeline.Entry) string {
	line := fmt.Sprintf("%s  %-7s  %-9s", e.CallID, e.Status, e.Action)
	for _, text := range []string{e.Title, e.CompanyName, e.AuthorName, e.Message} {
		if text != "" {
			line += "  " + text
		}
	}
	return line
}

// activityAnswer is an Activity.
type activityAnswer struct {
	timeline.Activity
	Source      string `json:"source"` // always "Gong"
	CompanyName string `json:"company_name"`
	AuthorName  string `json:"author_name"`
}

func listTimeline(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	answers := []activityAnswer{}
	var b strings.Builder
	err := c.store.ViewTimeline(opTimeline, func(t *store.Timeline) error {
		d, err := t.Directory()
		if err != nil {
			return err
		}
		company := timeline.GSID("")
		if name, ok := c.flags["company"]; ok {
			if company, err = companyNamed(t, name); err != nil {
				return err
			}
		}
		for _, item := range t.Feed(company) {
			a, _, err := t.Activity(item.CallID)
			if err != nil {
				return err
			}
			answer := activityAnswer{Activity: a, Source: "Gong"}
			if one := d.Company(a.Company); one != nil {
				answer.CompanyName = one.Name
			}
			if u := d.User(a.Author); u != nil {
				answer.AuthorName = u.Name()
			}
			answers = append(answers, answer)
			fmt.Fprintf(&b, "%s  %3d min  %s  %s  %s\n", a.At.Local().Format("2006-01-02 15:04"), a.Minutes, answer.CompanyName, answer.AuthorName, a.Subject)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	if len(answers) == 0 {
		b.WriteString("There are no Activities yet.\n")
	}
	return exitDone, c.answer(map[string]any{"activities": answers}, b.String())
}

// companyNamed finds the company of an id or a name, whatever its case.
func companyNamed(t *store.Timeline, name string) (timeline.GSID, error) {
	all, err := t.Companies()
	if err != nil {
		return "", err
	}
	var found []timeline.GSID
	for _, one := range all {
		if one.GSID == timeline.GSID(name) {
			return one.GSID, nil
		}
		if strings.EqualFold(strings.TrimSpace(one.Name), strings.TrimSpace(name)) {
			found = append(found, one.GSID)
		}
	}
	switch len(found) {
	case 0:
		return "", core.Errorf(core.Invalid, opTimeline, "there is no company %s in the directory", quoted(name))
	case 1:
		return found[0], nil
	}
	return "", core.Errorf(core.Invalid, opTimeline, "there are several companies %s; name it by its id", quoted(name))
}

// localDay reads a day of the display time zone.
func localDay(flag, text string) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, text, time.Local)
	if err != nil {
		return t, usagef("--%s takes a day like 2024-06-30, not %q", flag, text)
	}
	return t, nil
}
