package export

import (
	"encoding/json"
	"io"
)

// turnsJSON is the table of turns as JSON Lines: an object a line.
type turnsJSON struct{ e *json.Encoder }

func newTurnsJSON(w io.Writer) turnsJSON {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return turnsJSON{e}
}

func (j turnsJSON) write(c Conversation) error {
	for r := range c.rows() {
		if err := j.e.Encode(newTurnRow(r)); err != nil {
			return err
		}
	}
	return nil
}

func (j turnsJSON) close() error { return nil }
