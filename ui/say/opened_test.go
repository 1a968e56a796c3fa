package say_test

import (
	"testing"

	"tamtam/core"
	"tamtam/core/opened"
	"tamtam/ui/say"
)

func TestOpenedFiles(t *testing.T) {
	tests := []struct {
		name       string
		file       opened.File
		words, why string
	}{
		{"as it stood", opened.File{Facts: opened.Facts{Records: 1}}, "1 record", ""},
		{"not all of it", opened.File{Facts: opened.Facts{Records: 1200, Lost: 1, Partly: 2}}, "1,200 records", "1 record could not be read; 2 records not wholly."},
		{"put right", opened.File{Facts: opened.Facts{Records: 2, Repairs: []opened.Repair{opened.UTF16, opened.LineEnds}}}, "2 records", "Put right: UTF-16, other line ends."},
		{"none of ours", opened.File{Err: core.E(core.Invalid, "read", nil)}, "not read", "It holds no record of a Gong text file."},
		{"gone", opened.File{Err: core.E(core.NotFound, "read", nil)}, "not read", "There is no such file."},
		{"a password", opened.File{Err: core.E(core.Locked, "open", opened.ErrEncrypted)}, "not read", "It needs a password. Unpack it, and open the files."},
		{"packed in another way", opened.File{Err: core.E(core.Invalid, "open", opened.ErrPacking)}, "not read", "It was packed in a rare way. Unpack it, and open the files."},
		{"a bomb", opened.File{Err: core.E(core.Invalid, "open", opened.ErrTooLarge)}, "not read", "The archive holds more than is read of one. Unpack it, and open the files."},
		{"a damaged archive", opened.File{Err: core.E(core.Broken, "open", opened.ErrDamaged)}, "not read", "The archive is damaged. Fetch or make it once more."},
		{"the disk", opened.File{Err: core.E(core.Unavailable, "read", nil)}, "not read", "The disk did not give it."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if words, why := say.OpenedFile(test.file); words != test.words || why != test.why {
				t.Errorf("says %q, %q", words, why)
			}
		})
	}
}

func TestOpenedProblems(t *testing.T) {
	for want, p := range map[string]opened.Problem{
		"Line 1,212: a turn's time is not hh:mm:ss; left out of the transcript.": {Line: 1212, Kind: "Transcript", Reason: "a turn's time is not hh:mm:ss"},
		"Line 3: the record is too large; the record is left out.":               {Line: 3, Reason: "the record is too large", Whole: true},
		"The rest of the file could not be read from the disk.":                  {Reason: "the rest of the file could not be read from the disk", Whole: true},
	} {
		if got := say.OpenedProblem(p); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
}
