package export

import (
	"encoding/json"
	"io"
	"time"
)

// turnsJSON is the table of turns as JSON Lines: an object a line.
type turnsJSON struct{ e *json.Encoder }

// jsonRow has what a row without a turn lacks as null.
type jsonRow struct {
	CallID   string     `json:"callId"`
	Title    string     `json:"title"`
	Started  *time.Time `json:"started"`
	Duration int64      `json:"durationSeconds"`
	URL      string     `json:"url"`
	Turn     *int       `json:"turn"`
	Seconds  *int64     `json:"atSeconds"`
	At       *string    `json:"at"`
	Speaker  string     `json:"speaker"`
	Side     string     `json:"side"`
	Topic    string     `json:"topic"`
	Text     string     `json:"text"`
}

func newTurnsJSON(w io.Writer) turnsJSON {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return turnsJSON{e}
}

func (j turnsJSON) write(c Conversation) error {
	for r := range c.rows() {
		line := jsonRow{
			CallID: r.id, Title: r.title, Duration: seconds(r.duration), URL: r.url, Speaker: r.speaker, Side: r.side, Topic: r.topic, Text: r.said,
		}
		if !r.started.IsZero() {
			line.Started = &r.started
		}
		if r.turn > 0 {
			line.Turn, line.Seconds, line.At = &r.turn, new(seconds(r.at)), new(r.offset())
		}
		if err := j.e.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

func (j turnsJSON) close() error { return nil }
