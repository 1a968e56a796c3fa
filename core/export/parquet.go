package export

import (
	"io"
	"time"

	"github.com/parquet-go/parquet-go"
)

// turnsParquet is the table of turns in Apache Parquet, compressed with Zstandard.
type turnsParquet struct {
	w     *parquet.GenericWriter[parquetRow]
	rows  []parquetRow
	group int // how many rows are in the row group under way
}

// parquetRow has what a row without a turn lacks as null.
type parquetRow struct {
	CallID   string     `parquet:"call_id"`
	Title    string     `parquet:"title"`
	Started  *time.Time `parquet:"started,optional,timestamp(millisecond)"`
	Duration int64      `parquet:"duration_seconds"`
	URL      string     `parquet:"url"`
	Turn     *int32     `parquet:"turn,optional"`
	Seconds  *int64     `parquet:"at_seconds,optional"`
	At       *string    `parquet:"at,optional"`
	Speaker  string     `parquet:"speaker"`
	Side     string     `parquet:"side"`
	Topic    string     `parquet:"topic"`
	Text     string     `parquet:"text"`
}

// groupRows is how many rows make a row group, which is held in memory until it is written.
const groupRows = 50_000

var parquetOptions = []parquet.WriterOption{parquet.Compression(&parquet.Zstd), parquet.CreatedBy("Tamtam", "", "")}

func newTurnsParquet(w io.Writer) *turnsParquet {
	return &turnsParquet{w: parquet.NewGenericWriter[parquetRow](w, parquetOptions...)}
}

func (p *turnsParquet) write(c Conversation) error {
	p.rows = p.rows[:0]
	for r := range c.rows() {
		line := parquetRow{
			CallID: r.id, Title: r.title, Duration: seconds(r.duration), URL: r.url, Speaker: r.speaker, Side: r.side, Topic: r.topic, Text: r.said,
		}
		if !r.started.IsZero() {
			line.Started = &r.started
		}
		if r.turn > 0 {
			line.Turn, line.Seconds, line.At = new(int32(r.turn)), new(seconds(r.at)), new(r.offset())
		}
		p.rows = append(p.rows, line)
	}
	if _, err := p.w.Write(p.rows); err != nil {
		return err
	}
	if p.group += len(p.rows); p.group < groupRows {
		return nil
	}
	p.group = 0
	return p.w.Flush()
}

func (p *turnsParquet) close() error { return p.w.Close() }
