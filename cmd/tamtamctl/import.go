package main

import (
	"context"
	"errors"

	"tamtam/core/importer"
)

func importDataset(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	return c.answerRun(c.runDataset(ctx, d, importer.Options{}))
}

// answerRun answers what the run of the one dataset did. A run that could not begin answers only where JSON was asked for: its failure is
// said by whoever called.
func (c *command) answerRun(answer runAnswer, text string, exit int, err error) (int, error) {
	if err != nil && (len(answer.Types) == 0 || !c.json && text == "") {
		return exit, err
	}
	return exit, errors.Join(err, c.answer(answer, text))
}
