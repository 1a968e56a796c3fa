package export

import (
	"io"

	"github.com/parquet-go/parquet-go"
)

// turnsParquet is the table of turns in Apache Parquet, compressed with Zstandard.
type turnsParquet struct {
	w     *parquet.GenericWriter[turnRow]
	rows  []turnRow
	group int // how many rows are in the row group under way
}

// groupRows is how many rows make a row group, which is held in memory until it is written.
const groupRows = 50_000

var parquetOptions = []parquet.WriterOption{parquet.Compression(&parquet.Zstd), parquet.CreatedBy("Tamtam", "", "")}

func newTurnsParquet(w io.Writer) *turnsParquet {
	return &turnsParquet{w: parquet.NewGenericWriter[turnRow](w, parquetOptions...)}
}

func (p *turnsParquet) write(c Conversation) error {
	p.rows = p.rows[:0]
	for r := range c.rows() {
		p.rows = append(p.rows, newTurnRow(r))
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
