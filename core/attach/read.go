package attach

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"tamtam/core/store"
	"tamtam/core/text"
)

// readTime is how long reading one file may take, once its reader is there. The slowest sound ones, PDFs of thousands of pages, take a fraction of it.
const readTime = 2 * time.Minute

// reader reads files into text. It is safe for concurrent use.
type reader struct {
	// most is the length in bytes of the longest text.
	most int64
	pdf  pdfEngine // to be closed
}

// read writes the text of a file to w, which gets cleaned lines. Its errors are an unreadable, those of w and of ctx, and those of the disk.
func (r *reader) read(ctx context.Context, format string, file *io.SectionReader, w io.Writer) error {
	return r.readWithin(ctx, readTime, format, file, w)
}

func (r *reader) readWithin(ctx context.Context, limit time.Duration, format string, file *io.SectionReader, w io.Writer) error {
	if format == pdfDoc {
		leave, err := r.pdf.enter(ctx)
		if err != nil {
			return err
		}
		defer leave()
	}
	timed, cancel := context.WithTimeoutCause(ctx, limit, errTooSlow)
	defer cancel()
	out := &bounded{ctx: timed, w: w, left: r.most}
	lines := text.NewLines(out)
	err := r.guarded(timed, format, io.NewSectionReader(&patient{timed, file}, 0, file.Size()), lines)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case timed.Err() != nil:
		return errTooSlow
	case out.err != nil: // some libraries hide it
		return out.err
	case err == nil && !out.any && format != plain && format != jsonDoc:
		return errNoText
	}
	return err
}

// guarded turns a panic of a reader into an error: what strangers have written must not end the program.
func (r *reader) guarded(ctx context.Context, format string, file *io.SectionReader, w *text.Lines) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: a reader panicked: %v\n%s", errFaulty, p, debug.Stack())
		}
	}()
	switch format {
	case plain:
		err = readPlain(file, w)
	case jsonDoc:
		err = readJSON(file, w)
	case htmlDoc:
		err = readHTML(file, w)
	case docxDoc:
		err = readDOCX(ctx, file, w, 4*r.most)
	case pdfDoc:
		err = r.pdf.read(ctx, file, w)
	default:
		err = errFaulty
	}
	if err != nil {
		return err
	}
	return w.Close()
}

// troubleOf tells what of a reading's error is kept with the file; ok is false for an error that is not the file's fault.
func troubleOf(err error) (t store.Trouble, ok bool) {
	u, ok := errors.AsType[unreadable](err)
	return store.Trouble(u), ok
}

// patient is a file that is no longer read once ctx has ended.
type patient struct {
	ctx  context.Context
	file io.ReaderAt
}

func (p *patient) ReadAt(b []byte, at int64) (int, error) {
	if p.ctx.Err() != nil {
		return 0, context.Cause(p.ctx)
	}
	return p.file.ReadAt(b, at)
}

// bounded is a writer with an end, that of ctx and that of the text's length.
type bounded struct {
	ctx  context.Context
	w    io.Writer
	left int64
	any  bool // something other than white space was written
	err  error
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		b.err = errTooLong
	}
	if b.err == nil && b.ctx.Err() != nil {
		b.err = context.Cause(b.ctx)
	}
	if b.err != nil {
		return 0, b.err
	}
	b.any = b.any || hasInk(p)
	n, err := b.w.Write(p)
	if err != nil {
		b.err = err
	}
	return n, err
}

// hasInk tells whether a cleaned text shows anything.
func hasInk(p []byte) bool {
	for _, c := range p {
		if c > ' ' {
			return true
		}
	}
	return false
}
