package export

import (
	"bufio"
	"io"
	"strings"

	"tamtam/core/text"
)

// index is a list of files under way, in a format. What cannot be written is told by end.
type index interface {
	heading(level int, s string)
	// entry is a call, with what is known about it, which may be "", and the file beside that holds it.
	entry(title, about, file string)
	// end completes the text. It does not close the writer below.
	end() error
}

// document is a text for people under way, in a format. What cannot be written is told by flush and end.
type document interface {
	index
	facts(fields []text.Field)
	// turn is what somebody says; link leads to it, or is ""; voice numbers the speakers of the call from 0.
	turn(t text.Turn, link string, voice int)
	quote(q Quote)
	flush() error
}

// newDocument begins a document of a title, which is not shown as a heading yet.
func newDocument(w io.Writer, f Format, title string) (document, error) {
	switch f {
	case Markdown:
		return &markdown{bufio.NewWriterSize(w, bufferBytes)}, nil
	case HTML:
		return newPage(bufio.NewWriterSize(w, bufferBytes), title), nil
	case DOCX:
		return newWord(w, title)
	}
	return nil, unknown(f)
}

// newIndex begins an index of a title.
func newIndex(w io.Writer, f Format, title string) (index, error) {
	if f == Text {
		return &plain{bufio.NewWriterSize(w, bufferBytes)}, nil
	}
	return newDocument(w, f, title)
}

// bufferBytes is how much is gathered before it is written.
const bufferBytes = 64 << 10

// writer writes conversations one after the other into one file.
type writer interface {
	write(c Conversation) error
	// close completes the file. It does not close the writer below. After an error of write it only lets go of what is held.
	close() error
}

func newWriter(w io.Writer, f Format, o Options) (writer, error) {
	switch f {
	case Text:
		return newRecords(w), nil
	case CSV:
		return newTurnsCSV(w)
	case JSONLines:
		return newTurnsJSON(w), nil
	case Parquet:
		return newTurnsParquet(w), nil
	case XLSX:
		return newTurnsXLSX(w, o.title("Conversations"))
	}
	d, err := newDocument(w, f, o.title("Conversations"))
	return spoken{d}, err
}

// spoken writes conversations into a document.
type spoken struct{ document }

func (s spoken) write(c Conversation) error {
	h := c.head()
	s.heading(1, h.name())
	s.facts(c.fields())
	turns := c.turns()
	if len(turns) > 0 {
		s.heading(2, "Transcript")
	}
	voices := map[string]int{}
	for _, t := range turns {
		if _, known := voices[t.Speaker]; !known {
			voices[t.Speaker] = len(voices)
		}
		s.turn(t, LinkAt(h.url, t.At), voices[t.Speaker])
	}
	return s.flush()
}

func (s spoken) close() error { return s.end() }

// records writes conversations as the text records that they are, below a header: what Tamtam itself reads.
type records struct {
	w      io.Writer
	buffer []byte
}

func newRecords(w io.Writer) *records {
	h := text.Header{Title: "Conversations", Description: "Calls, each with its transcript"}
	h.Add("Data type", "calls, transcripts")
	h.Add("Format", text.Format)
	return &records{w, text.AppendHeader(nil, h)}
}

func (r *records) write(c Conversation) error {
	for _, record := range []*text.Record{c.Call, c.Transcript} {
		if record != nil {
			r.buffer = text.Append(append(r.buffer, '\n'), *record)
		}
	}
	return r.close()
}

func (r *records) close() error {
	_, err := r.w.Write(r.buffer)
	r.buffer = r.buffer[:0]
	return err
}

// plain is an index without markup.
type plain struct{ w *bufio.Writer }

func (p *plain) heading(_ int, s string) { p.lines(s, "") }

func (p *plain) entry(title, about, file string) { p.lines(file, "    "+title, "    "+about) }

func (p *plain) lines(all ...string) {
	for _, s := range all {
		_, _ = p.w.WriteString(strings.TrimRight(s, " ") + "\n") // the writer keeps its error for Flush
	}
}

func (p *plain) end() error { return p.w.Flush() }
