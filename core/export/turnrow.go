package export

import "time"

// turnRow is a row of the table of turns for the formats that know types: JSON Lines and Parquet. What a row without a turn, or a call without a time,
// lacks is null.
type turnRow struct {
	CallID   string     `json:"callId" parquet:"call_id"`
	Title    string     `json:"title" parquet:"title"`
	Started  *time.Time `json:"started" parquet:"started,optional,timestamp(millisecond)"`
	Duration int64      `json:"durationSeconds" parquet:"duration_seconds"`
	URL      string     `json:"url" parquet:"url"`
	Turn     *int32     `json:"turn" parquet:"turn,optional"`
	Seconds  *int64     `json:"atSeconds" parquet:"at_seconds,optional"`
	At       *string    `json:"at" parquet:"at,optional"`
	Speaker  string     `json:"speaker" parquet:"speaker"`
	Side     string     `json:"side" parquet:"side"`
	Topic    string     `json:"topic" parquet:"topic"`
	Text     string     `json:"text" parquet:"text"`
}

func newTurnRow(r row) turnRow {
	t := turnRow{
		CallID: r.id, Title: r.title, Duration: seconds(r.duration), URL: r.url, Speaker: r.speaker, Side: r.side, Topic: r.topic, Text: r.said,
	}
	if !r.started.IsZero() {
		t.Started = &r.started
	}
	if r.turn > 0 {
		t.Turn, t.Seconds, t.At = new(int32(r.turn)), new(seconds(r.at)), new(r.offset())
	}
	return t
}
