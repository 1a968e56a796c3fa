package charset_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"tamtam/core/charset"
)

// TestEncodings: the same text in each of them, and what is none.
func TestEncodings(t *testing.T) {
	wide := func(mark string, big bool, s string) string {
		b := []byte(mark)
		for _, r := range s { // of the basic plane
			if big {
				b = append(b, byte(r>>8), byte(r))
			} else {
				b = append(b, byte(r), byte(r>>8))
			}
		}
		return string(b)
	}
	const said = "name;Zürich\n"
	for name, raw := range map[string]string{
		"UTF-8": said, "UTF-8 with a mark": "\ufeff" + said, "Windows-1252": "name;Z\xfcrich\n",
		"UTF-16 little": wide("\xff\xfe", false, said), "UTF-16 big": wide("\xfe\xff", true, said),
		"UTF-16 little without a mark": wide("", false, said), "UTF-16 big without a mark": wide("", true, said),
	} {
		r, err := charset.Decode(io.NewSectionReader(strings.NewReader(raw), 0, int64(len(raw))))
		if err != nil {
			t.Fatal(name, err)
		}
		got, err := io.ReadAll(r)
		if got = bytes.TrimPrefix(got, charset.Mark); err != nil || string(got) != said {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	const zeros = "PK\x03\x04\x00\x00\x00\x00\x00text"
	if _, err := charset.Decode(io.NewSectionReader(strings.NewReader(zeros), 0, int64(len(zeros)))); !errors.Is(err, charset.ErrNoText) {
		t.Errorf("%v", err)
	}
}
