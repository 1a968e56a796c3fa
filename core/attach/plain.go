package attach

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"tamtam/core/charset"
	"tamtam/core/text"
)

// readPlain reads text in whatever encoding it is in.
func readPlain(file *io.SectionReader, w *text.Lines) error {
	decoded, err := decode(file)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, decoded)
	return err
}

// decode gives a text as UTF-8.
func decode(file *io.SectionReader) (io.Reader, error) {
	decoded, err := charset.Decode(file)
	if errors.Is(err, charset.ErrNoText) {
		err = errFaulty
	}
	return decoded, err
}

const (
	// mostJSON is the length up to which JSON is indented: it is held in memory for that.
	mostJSON = 8 << 20
	// deepest is how far nested JSON may be to be indented: each level adds to every line in it.
	deepest = 64
)

// readJSON reads JSON as it is, or indented when it stands in one line, as programs write it and nobody can read it.
func readJSON(file *io.SectionReader, w *text.Lines) error {
	if file.Size() > mostJSON {
		return readPlain(file, w)
	}
	decoded, err := decode(file)
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(decoded)
	if err != nil {
		return err
	}
	raw = bytes.TrimSpace(bytes.TrimPrefix(raw, charset.Mark))
	if bytes.IndexByte(raw, '\n') < 0 && depth(raw) <= deepest {
		var indented bytes.Buffer
		if json.Indent(&indented, raw, "", "  ") == nil {
			raw = indented.Bytes()
		}
	}
	_, err = w.Write(raw)
	return err
}

// depth is how deeply brackets are nested, those in strings included.
func depth(raw []byte) (deepest int) {
	now := 0
	for _, c := range raw {
		switch c {
		case '{', '[':
			now++
			deepest = max(deepest, now)
		case '}', ']':
			now--
		}
	}
	return deepest
}
