package attach

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"tamtam/core/text"
)

const (
	// mostParts bounds the parts of a document's archive. A book with a picture a page has a few thousand.
	mostParts = 20_000
	// mostToken bounds what one tag, or one text between tags, may hold in memory.
	mostToken = 1 << 20
)

// compound is how files begin that Word encrypts, or that an older Word wrote.
var compound = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}

// beside are the parts with text beside the body, in the order in which they are read.
var beside = []string{"footnotes.xml", "endnotes.xml", "comments.xml"}

// readDOCX reads the text of a Word document (ECMA-376, part 1): its body, then notes and comments. Deleted text of tracked changes is left
// out. The archive and its XML are read as streams by the standard library, for which neither is a tree in memory. A file of a megabyte can
// claim to hold a terabyte: most bounds what is unpacked, in bytes.
func readDOCX(ctx context.Context, file *io.SectionReader, w *text.Lines, most int64) error {
	head := make([]byte, len(compound))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	if bytes.Equal(head, compound) {
		return errEncrypted
	}
	archive, err := zip.NewReader(file, file.Size())
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil || len(archive.File) > mostParts {
		return errFaulty
	}
	d := document{w: w, left: most, ctx: ctx}
	body := part(archive, "word/document.xml")
	if body == nil {
		body = mainPart(archive)
	}
	if body == nil {
		return errFaulty
	}
	if err := d.read(body); err != nil {
		return err
	}
	for _, name := range beside {
		if p := part(archive, path.Join(path.Dir(body.Name), name)); p != nil {
			if err := d.read(p); err != nil {
				return err
			}
		}
	}
	return nil
}

func part(archive *zip.Reader, name string) *zip.File {
	for _, f := range archive.File {
		if strings.EqualFold(strings.TrimPrefix(f.Name, "/"), name) {
			return f
		}
	}
	return nil
}

// mainPart is the body where it has another name than Word's own: some web services call it document2.xml.
func mainPart(archive *zip.Reader) *zip.File {
	for _, f := range archive.File {
		name := strings.ToLower(f.Name)
		if strings.HasPrefix(name, "word/document") && strings.HasSuffix(name, ".xml") {
			return f
		}
	}
	return nil
}

// document is the text of a document while it is written.
type document struct {
	ctx   context.Context
	w     *text.Lines
	left  int64 // what may still be unpacked
	token int   // how much was unpacked for the token that is being read
	cells int   // how many cells of tables are open
	hides int   // how many elements are open whose content is left out
	inRun int   // how many elements of text are open
}

// bound ends a stream with ctx, and where too much was unpacked.
func (d *document) bound(r io.Reader) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		switch {
		case d.ctx.Err() != nil:
			return 0, context.Cause(d.ctx)
		case d.left <= 0:
			return 0, errTooLong
		case d.token > mostToken:
			return 0, errFaulty
		}
		n, err := r.Read(p[:min(int64(len(p)), d.left)])
		d.left -= int64(n)
		d.token += n
		return n, err
	})
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func (d *document) read(f *zip.File) error {
	source, err := f.Open()
	if err != nil {
		return errFaulty
	}
	defer source.Close()
	x := xml.NewDecoder(d.bound(source))
	d.cells, d.hides, d.inRun = 0, 0, 0
	for {
		d.token = 0
		token, err := x.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case d.ctx.Err() != nil:
			return context.Cause(d.ctx)
		case errors.Is(err, errTooLong):
			return errTooLong
		case err != nil:
			return errFaulty
		}
		if err := d.take(token); err != nil {
			return err
		}
	}
}

func (d *document) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return d.start(t.Name)
	case xml.EndElement:
		return d.end(t.Name)
	case xml.CharData:
		if d.inRun > 0 && d.hides == 0 {
			_, err := d.w.Write(t)
			return err
		}
	}
	return nil
}

// start begins an element. RawToken leaves prefixes as they are written: every producer writes w for the main name space and mc for the
// alternatives of newer drawings, whose text stands in both alternatives.
func (d *document) start(name xml.Name) error {
	if name.Space == "mc" && name.Local == "Fallback" {
		d.hides++
	}
	if name.Space != "w" || d.hides > 0 {
		return nil
	}
	switch name.Local {
	case "t":
		d.inRun++
	case "tab":
		return d.put("\t")
	case "br", "cr":
		return d.put("\n")
	case "noBreakHyphen":
		return d.put("-")
	case "numPr":
		return d.put("- ")
	case "tc":
		d.cells++
	}
	return nil
}

func (d *document) end(name xml.Name) error {
	if name.Space == "mc" && name.Local == "Fallback" && d.hides > 0 {
		d.hides--
	}
	if name.Space != "w" || d.hides > 0 {
		return nil
	}
	switch name.Local {
	case "t":
		d.inRun = max(0, d.inRun-1)
	case "p":
		if d.cells > 0 { // a row is a line
			return d.put(" ")
		}
		return d.put("\n")
	case "tc":
		d.cells = max(0, d.cells-1)
		return d.put("\t")
	case "tr":
		if d.cells == 0 {
			return d.put("\n")
		}
	}
	return nil
}

func (d *document) put(s string) error {
	_, err := d.w.WriteString(s)
	return err
}
