package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
)

type estimateAnswer struct {
	Types    []typeEstimate `json:"types"`
	Requests int            `json:"requests"`
	Seconds  float64        `json:"seconds"`
}

type typeEstimate struct {
	Type    core.DataType `json:"type"`
	Name    string        `json:"name"`
	Records int           `json:"records"`
	Bytes   int64         `json:"bytes"`
	Exact   bool          `json:"exact"`
	Reason  string        `json:"reason"`
}

func estimate(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	client, _, err := c.client(ctx, d)
	if err != nil {
		return 0, err
	}
	rate, err := c.rate()
	if err != nil {
		return 0, err
	}
	var answer estimateAnswer
	var b strings.Builder
	failed := 0
	cost, err := importer.New(c.store, nil).Estimate(ctx, client, d, rate, func(e importer.TypeEstimate) {
		line := typeEstimate{Type: e.Type, Name: e.Name, Records: e.Records, Bytes: e.Bytes, Exact: e.Exact}
		if e.Err != nil {
			failed++
			line.Reason = importer.Reason(e.Type, e.Err)
		}
		answer.Types = append(answer.Types, line)
	})
	if err != nil {
		return 0, err
	}
	slices.SortFunc(answer.Types, func(a, b typeEstimate) int {
		return slices.Index(d.Types, a.Type) - slices.Index(d.Types, b.Type)
	})
	for _, line := range answer.Types {
		fmt.Fprintf(&b, "%-48s about %8d records %12d bytes  %s\n", line.Name, line.Records, line.Bytes, line.Reason)
	}
	answer.Requests, answer.Seconds = cost.Requests, cost.Time.Seconds()
	fmt.Fprintf(&b, "about %d requests, %s\n", cost.Requests, cost.Time.Round(time.Second))
	return exitOf(len(answer.Types)-failed, 0, len(answer.Types)), c.answer(answer, b.String())
}
